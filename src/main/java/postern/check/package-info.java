/// Runs a check from end to end: gathers the evidence, diagnoses, forecasts and makes the report. Both
/// faces, the window and the command line, call this and nothing below it for their main work.
@NullMarked
package postern.check;

import org.jspecify.annotations.NullMarked;
