/// One connection followed through its lines, and what became of it.
@NullMarked
package postern.maillog.session;

import org.jspecify.annotations.NullMarked;
