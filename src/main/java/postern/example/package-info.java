@NullMarked
package postern.example;

import org.jspecify.annotations.NullMarked;
