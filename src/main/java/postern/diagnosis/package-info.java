/// Evidence in, findings out.
///
/// Each cause is one class in `postern.diagnosis.cause`; the words for people are in
/// `causes.properties` under the cause's id. Nothing here opens a connection or a file.
@NullMarked
package postern.diagnosis;

import org.jspecify.annotations.NullMarked;
