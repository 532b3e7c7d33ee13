/// The command line. Nothing but the result goes to standard output.
@NullMarked
package postern.cli;

import org.jspecify.annotations.NullMarked;
