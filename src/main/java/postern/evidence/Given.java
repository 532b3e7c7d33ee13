package postern.evidence;

/// An input that was read.
///
/// @param source  the name it is cited by, for example `main.cf`
/// @param content what it holds
public record Given<T>(String source, T content) {}
