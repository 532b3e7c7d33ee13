/// Reads mail logs of any size in one pass and constant memory: lines become sessions with a peer and an
/// outcome, sessions become totals for each peer.
@NullMarked
package postern.maillog;

import org.jspecify.annotations.NullMarked;
