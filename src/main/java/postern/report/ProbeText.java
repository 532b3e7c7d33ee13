package postern.report;

import java.util.Optional;
import postern.certificate.ChainFact;
import postern.certificate.ChainTrust;
import postern.probe.Concern;
import postern.probe.Endpoint;
import postern.probe.Scan;
import postern.probe.Stage;
import postern.probe.StartTls;
import postern.probe.Step;
import postern.probe.Trouble;
import postern.tls.Answer;
import postern.tls.SuiteOrder;

/// The words for what a probe saw.
public final class ProbeText {
    private final ReportText text;

    public ProbeText(ReportText text) {
        this.text = text;
    }

    /// An endpoint with what is spoken there.
    public String of(Endpoint endpoint) {
        return text.get(
                "probe.endpoint",
                endpoint,
                text.get("service." + endpoint.service().id()));
    }

    /// A step's name.
    public String of(Step step) {
        return text.get("step." + step.id());
    }

    /// How a step went.
    public String of(Stage stage) {
        return stage.trouble().map(this::of).orElseGet(() -> text.get("stage.ok"));
    }

    /// Where a look came to an end before its time, and why; empty if it came to its end.
    public Optional<String> ended(Scan scan) {
        return scan.failure()
                .map(stage -> text.get("verdict.undecided.ended", scan.endpoint(), of(stage.step()), of(stage)));
    }

    /// What stopped a step.
    public String of(Trouble trouble) {
        return switch (trouble) {
            case Trouble.ErrorReply(int code) when code > 0 -> text.get("trouble.error-reply.code", code(code));
            case Trouble.Alert(int description) -> text.get("trouble.alert", code(description), alert(description));
            case Trouble.ErrorReply _,
                    Trouble.NameUnknown _,
                    Trouble.ConnectionRefused _,
                    Trouble.Unreachable _,
                    Trouble.TimedOut _,
                    Trouble.Closed _,
                    Trouble.WrongProtocol _,
                    Trouble.TlsAtOnce _,
                    Trouble.StartTlsNotOffered _,
                    Trouble.NotTls _,
                    Trouble.TooMuch _,
                    Trouble.Cancelled _ -> text.get("trouble." + trouble.id());
        };
    }

    /// What a look shows that mail suffers from, and what comes of it.
    public String of(Concern concern) {
        return text.get("concern." + concern.id());
    }

    /// What became of STARTTLS.
    public String of(StartTls startTls) {
        return text.get("starttls." + startTls.id());
    }

    /// Something noteworthy about a chain.
    public String of(ChainFact fact) {
        return text.get("fact." + fact.id());
    }

    /// Whether a chain leads to a known root.
    public String of(ChainTrust trust) {
        return text.get("trust." + trust.id());
    }

    String of(SuiteOrder order) {
        return switch (order) {
            case SERVER -> text.get("order.server");
            case CLIENT -> text.get("order.client");
            case UNKNOWN -> text.get("order.unknown");
        };
    }

    String nameMatches(Answer answer) {
        return switch (answer) {
            case YES -> text.get("name.matches");
            case NO -> text.get("name.differs");
            case UNKNOWN -> text.get("name.unknown");
        };
    }

    private String alert(int description) {
        return text.getOr("alert." + description, text.get("alert.other"));
    }

    /// Numbers that are names are not grouped.
    private static String code(int number) {
        return Integer.toString(number);
    }
}
