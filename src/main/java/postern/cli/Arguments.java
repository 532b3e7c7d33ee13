package postern.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
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

    private static final int DNS_PORT = 53;

    /// The address of a resolver, with a port if it is not 53.
    static InetSocketAddress resolver(CommandSpec spec, String text) {
        if (EndpointParser.parse(text, Optional.empty()) instanceof EndpointParser.Understood(Endpoint endpoint)
                && endpoint.serverName().isEmpty()) {
            boolean portGiven = text.strip().matches(".*]:\\d+|[^:]*:\\d+");
            return new InetSocketAddress(
                    InetAddress.ofLiteral(endpoint.host()), portGiven ? endpoint.port() : DNS_PORT);
        }
        throw new ParameterException(spec.commandLine(), Messages.of("not-a-resolver", text));
    }

    /// The name of a mail domain, or what stands behind the `@` of an address.
    static String domain(CommandSpec spec, String text) {
        if (EndpointParser.parse(text, Optional.empty()) instanceof EndpointParser.Understood(Endpoint endpoint)
                && endpoint.serverName().isPresent()
                && endpoint.address().isEmpty()) {
            return endpoint.host();
        }
        throw new ParameterException(spec.commandLine(), Messages.of("not-a-domain", text));
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
