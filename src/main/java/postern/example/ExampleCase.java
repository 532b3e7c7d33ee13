package postern.example;

import java.time.LocalDate;
import java.util.List;
import postern.evidence.Input;

public final class ExampleCase {
    private ExampleCase() {}

    public static final LocalDate DAY = LocalDate.of(2014, 12, 19);

    public static List<Input> inputs() {
        return List.of();
    }
}
