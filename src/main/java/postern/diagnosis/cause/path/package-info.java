/// What stands between the machines: firewalls, middleboxes, packet sizes.
@NullMarked
package postern.diagnosis.cause.path;

import org.jspecify.annotations.NullMarked;
