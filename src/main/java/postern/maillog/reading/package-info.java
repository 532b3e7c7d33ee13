/// Reads a log from end to end, in order: what each program writes is read by a class of its own.
@NullMarked
package postern.maillog.reading;

import org.jspecify.annotations.NullMarked;
