/// The window around the steps: step list, header, footer, appearance.
@NullMarked
package postern.app.shell;

import org.jspecify.annotations.NullMarked;
