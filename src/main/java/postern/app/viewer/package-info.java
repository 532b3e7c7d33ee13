/// A window of its own that shows the lines of something given, with what is to be said about them.
@NullMarked
package postern.app.viewer;

import org.jspecify.annotations.NullMarked;
