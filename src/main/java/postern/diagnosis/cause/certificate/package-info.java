/// The server's own certificate: its time, its names, its purpose, its strength, who trusts it.
@NullMarked
package postern.diagnosis.cause.certificate;

import org.jspecify.annotations.NullMarked;
