/// Texts that programs are known to write, with where each is from (`messages.tsv`, `dovecot-messages.tsv`).
@NullMarked
package postern.maillog.message;

import org.jspecify.annotations.NullMarked;
