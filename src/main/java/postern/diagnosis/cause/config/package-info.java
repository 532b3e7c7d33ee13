/// The configuration as such: misspelt, unknown to the release, written twice, not the one in effect.
@NullMarked
package postern.diagnosis.cause.config;

import org.jspecify.annotations.NullMarked;
