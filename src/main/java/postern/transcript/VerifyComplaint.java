package postern.transcript;

/// A line in which the tester's own library complains about the chain.
///
/// @param code  the X509 verify result, for example 19
/// @param depth place in the path, 0 for the server's own certificate; -1 if the text does not tell
/// @param line  line in the pasted text, from 1
/// @param text  the line
public record VerifyComplaint(int code, int depth, long line, String text) {}
