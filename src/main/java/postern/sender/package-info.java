/// What sending systems offer and how they behave when TLS fails, as data with sources and dates.
@NullMarked
package postern.sender;

import org.jspecify.annotations.NullMarked;
