/// Sums: for each peer, for each direction, for each hour.
@NullMarked
package postern.maillog.account;

import org.jspecify.annotations.NullMarked;
