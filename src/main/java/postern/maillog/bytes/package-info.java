/// Lines as bytes: where they begin and end, what stands at their head, words looked for without making text of them.
@NullMarked
package postern.maillog.bytes;

import org.jspecify.annotations.NullMarked;
