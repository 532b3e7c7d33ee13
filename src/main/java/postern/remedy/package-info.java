/// What to change and what comes of it: changes applied to the lossless text, commands, a diff, and the
/// forecast for each sender before and after.
@NullMarked
package postern.remedy;

import org.jspecify.annotations.NullMarked;
