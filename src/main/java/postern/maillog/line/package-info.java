/// One line taken apart: its time, its host, its program, its message, in every shape in which logs are kept.
@NullMarked
package postern.maillog.line;

import org.jspecify.annotations.NullMarked;
