/// The world outside the window, behind interfaces, so that view models can be tested without it.
@NullMarked
package postern.app.outside;

import org.jspecify.annotations.NullMarked;
