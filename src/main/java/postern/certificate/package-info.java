/// Certificates as a server sends them, in the order it sends them, and what is wrong with that.
///
/// Bouncy Castle parses and builds paths; the judgement of what it means for mail belongs to
/// the diagnosis.
@NullMarked
package postern.certificate;

import org.jspecify.annotations.NullMarked;
