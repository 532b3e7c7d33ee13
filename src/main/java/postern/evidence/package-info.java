/// Everything that was given or observed, immutable, and the recognition of what a file is.
@NullMarked
package postern.evidence;

import org.jspecify.annotations.NullMarked;
