/// The quick way for what is like a thousand lines before: it reads pieces of a log at once, counts what is usual and
/// hands on the rest.
@NullMarked
package postern.maillog.sieve;

import org.jspecify.annotations.NullMarked;
