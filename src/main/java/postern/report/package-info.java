/// A diagnosis as JSON, plain text, HTML and PDF: one model, several writers.
@NullMarked
package postern.report;

import org.jspecify.annotations.NullMarked;
