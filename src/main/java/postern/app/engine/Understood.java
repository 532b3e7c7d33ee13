package postern.app.engine;

/// What was recognised in an input.
///
/// @param name    of the file, inside a folder or zip with its path
/// @param kind    for people, for example `Postfix settings (main.cf)`; empty if nothing was recognised
/// @param remark  a sentence on what it holds, or on what is wrong with it; may be empty
/// @param problem whether the user should look at it: unreadable, not recognised, a key that was blanked
public record Understood(String name, String kind, String remark, boolean problem) {}
