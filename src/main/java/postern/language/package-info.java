/// The languages that Postern speaks, and where the words for people are found.
@NullMarked
package postern.language;

import org.jspecify.annotations.NullMarked;
