package postern.diagnosis;

import java.util.List;
import java.util.Locale;

/// One thing that can be wrong, look wrong or be worth doing. A class for each in
/// `postern.diagnosis.cause`, named as its id.
@FunctionalInterface
public interface Cause {

    /// Examines the facts.
    ///
    /// @return what applies, usually nothing or one finding; nothing if the evidence for it is missing
    List<Finding> examine(Facts facts);

    /// The stable id: the class name in lower case, with hyphens before words and numbers.
    default String id() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z])(?=[0-9])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
