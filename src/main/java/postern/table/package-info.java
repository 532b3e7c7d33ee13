/// Tables of facts, which lie as resources beside the classes that use them.
@NullMarked
package postern.table;

import org.jspecify.annotations.NullMarked;
