/// What is worth doing and explains no complaint.
@NullMarked
package postern.diagnosis.cause.advice;

import org.jspecify.annotations.NullMarked;
