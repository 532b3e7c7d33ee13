package postern.diagnosis.cause.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.delivery.Outgoing;
import postern.diagnosis.cause.delivery.PolicyTable;
import postern.diagnosis.cause.negotiation.WidestProtocols;
import postern.postfix.MasterCf;
import postern.postfix.TlsClient;
import postern.tls.ProtocolVersion;

/// A transport of master.cf that demands TLS, for some senders or destinations, and so goes by the mandatory list of
/// versions (postconf(5), `smtp_tls_mandatory_protocols`): it fails at a host with which another transport agreed on a
/// version that is not in that list. The log names the transport by its `syslog_name`.
///
/// @param service  the transport
/// @param host     where it fails
/// @param version  what the host agreed on with another
/// @param failure  the line that tells of the failure
/// @param success  the line that tells of the version
record StricterTransport(
        MasterCf.Service service, String host, ProtocolVersion version, Citation failure, Citation success) {
    private static final Pattern FAILED =
            Pattern.compile("([\\w./-]{1,60})/smtp\\[\\d+]: SSL_connect error to ([^\\[\\s]{1,255})\\[");
    private static final Pattern AGREED = Pattern.compile(
            "([\\w./-]{1,60})/smtp\\[\\d+]: \\w+ TLS connection established to ([^\\[\\s]{1,255})\\[\\S+ (TLSv1(?:\\.[123])?|SSLv3) with");

    /// The first that the log shows.
    static Optional<StricterTransport> in(Facts facts) {
        return facts.evidence().masterCf().stream()
                .flatMap(given -> given.content().services().stream())
                .filter(service -> service.type().equals("unix"))
                .flatMap(service -> name(service).stream().flatMap(name -> at(facts, service, name)))
                .findFirst();
    }

    private static Stream<StricterTransport> at(Facts facts, MasterCf.Service service, String name) {
        Optional<TlsClient> client = Outgoing.client(facts, "", service.name())
                .filter(it -> it.level().isMandatory() && !it.versions().isEmpty());
        return client.stream()
                .flatMap(strict -> Outgoing.saying(FAILED, facts).stream()
                        .flatMap(failure -> match(FAILED, failure)
                                .filter(found -> found.group(1).equals(name))
                                .flatMap(found -> Outgoing.saying(AGREED, facts).stream()
                                        .flatMap(success -> match(AGREED, success)
                                                .filter(agreed -> agreed.group(2)
                                                                .equals(found.group(2))
                                                        && !agreed.group(1).equals(name))
                                                .flatMap(agreed -> ProtocolVersion.named(agreed.group(3)).stream())
                                                .filter(version -> strict.versions().stream()
                                                        .allMatch(offered -> offered.compareTo(version) > 0))
                                                .map(version -> new StricterTransport(
                                                        service, found.group(2), version, failure, success))))));
    }

    private static Stream<Matcher> match(Pattern pattern, Citation line) {
        return Stream.of(pattern.matcher(line.text())).filter(Matcher::find);
    }

    private static Optional<String> name(MasterCf.Service service) {
        return service.options().stream()
                .filter(option -> option.name().equals("syslog_name"))
                .map(MasterCf.Option::value)
                .findFirst();
    }

    /// As a fault of the host: the list is what others do without trouble.
    List<Finding> finding(Cause cause, Facts facts) {
        return Findings.cause(
                cause,
                facts,
                Certainty.LIKELY,
                Map.of("peers", host, "versions", version.toString()),
                List.of(failure, success),
                Stream.of(
                                Stream.of(Change.at(Target.PEER)),
                                PolicyTable.change(facts, "encrypt protocols=!SSLv2:!SSLv3").stream(),
                                Stream.of(Change.masterCf(
                                        service, "smtp_tls_mandatory_protocols", WidestProtocols.of(facts))))
                        .flatMap(changes -> changes)
                        .toList());
    }
}
