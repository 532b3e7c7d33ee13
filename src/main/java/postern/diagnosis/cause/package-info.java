/// One class for each cause, named as its id; the words for people are in `causes.properties`.
@NullMarked
package postern.diagnosis.cause;

import org.jspecify.annotations.NullMarked;
