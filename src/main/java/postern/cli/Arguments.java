package postern.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import postern.probe.Endpoint;
import postern.probe.EndpointParser;
import postern.probe.Service;

/// Understands arguments, or says what would have been understood.
final class Arguments {
    private Arguments() {}

    static Endpoint endpoint(CommandSpec spec, String text, Optional<Service> service) {
        return switch (EndpointParser.parse(text, service)) {
            case EndpointParser.Understood understood -> understood.endpoint();
            case EndpointParser.NotUnderstood trouble ->
                throw new ParameterException(spec.commandLine(), trouble.sentence());
        };
    }

    /// A day, or a year, which stands for its middle.
    static LocalDate day(CommandSpec spec, String text) {
        try {
            return text.matches("\\d{4}") ? LocalDate.of(Integer.parseInt(text), 7, 1) : LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw new ParameterException(spec.commandLine(), Messages.of("not-a-day", text));
        }
    }

    static <T> T known(CommandSpec spec, String option, String text, Optional<T> value) {
        return value.orElseThrow(
                () -> new ParameterException(spec.commandLine(), Messages.of("not-a-release", option, text)));
    }
}
