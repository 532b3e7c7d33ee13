/// Roots and fingerprints that the delivering side checks others with.
@NullMarked
package postern.diagnosis.cause.trust;

import org.jspecify.annotations.NullMarked;
