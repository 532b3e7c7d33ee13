/// Which page comes next: a pure function of what is known.
@NullMarked
package postern.app.flow;

import org.jspecify.annotations.NullMarked;
