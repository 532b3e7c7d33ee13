package postern.app.engine;

import postern.diagnosis.Role;

/// A remark in the margin of a document.
///
/// @param line  the line it is about, from 1
/// @param role  what the line means for the complaint
/// @param words a few words for people
public record Mark(long line, Role role, String words) {}
