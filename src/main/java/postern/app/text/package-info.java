/// The words of the window, from `app.properties`.
@NullMarked
package postern.app.text;

import org.jspecify.annotations.NullMarked;
