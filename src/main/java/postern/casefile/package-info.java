/// Cases as files: what was given, what was seen and what was stated, in one `.postern` file that opens without
/// network. Nothing is ever unpacked to disk, and what is damaged or unknown does not keep the rest from being
/// read.
@NullMarked
package postern.casefile;

import org.jspecify.annotations.NullMarked;
