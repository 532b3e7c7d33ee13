/// The case being put together in the window, shared by all steps.
@NullMarked
package postern.app.draft;

import org.jspecify.annotations.NullMarked;
