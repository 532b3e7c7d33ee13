/// What the window asks of the rest of the program: one interface and the values that go in and out.
@NullMarked
package postern.app.engine;

import org.jspecify.annotations.NullMarked;
