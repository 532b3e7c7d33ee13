package postern.maillog;

/// A line of a log.
///
/// @param number its place in the file, from 1
/// @param text   as written, control characters escaped, at most 2000 characters
public record LogLine(long number, String text) {}
