/// The parts of Postfix that TLS needs: tlsmgr, tlsproxy, session caches, map types.
@NullMarked
package postern.diagnosis.cause.machinery;

import org.jspecify.annotations.NullMarked;
