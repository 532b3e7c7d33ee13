/// Looks at a mail server over the network, as a sender would: greeting, EHLO, STARTTLS, handshakes.
///
/// It records and does not judge. It never sends mail, logs in or guesses.
@NullMarked
package postern.probe;

import org.jspecify.annotations.NullMarked;
