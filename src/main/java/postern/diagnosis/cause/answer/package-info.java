/// The shapes in which causes answer: findings, and the fixes that many of them share.
@NullMarked
package postern.diagnosis.cause.answer;

import org.jspecify.annotations.NullMarked;
