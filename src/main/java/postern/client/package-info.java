/// Reads how mail programs and applications are told to connect: to which port, and whether they begin with TLS.
@NullMarked
package postern.client;

import org.jspecify.annotations.NullMarked;
