package postern.evidence;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postern.dns.MailDomain;
import postern.maillog.Bounce;
import postern.maillog.MailLog;
import postern.openssl.OpenSslRelease;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.PostfixRelease;
import postern.probe.Scan;
import postern.transcript.Observation;
import postern.transcript.SmtpTranscript;
import postern.transcript.TestRun;

/// All that was given or observed. Every part may be missing.
///
/// @param asOf        the day the diagnosis is made for
/// @param problem     which traffic is in trouble, if the user said so
/// @param postfix     the Postfix release, if the user stated it
/// @param openssl     the OpenSSL release, if the user stated it
/// @param mainCf      main.cf or the output of `postconf -n`
/// @param masterCf    master.cf or the output of `postconf -Mf`
/// @param logs        mail logs
/// @param bounces     bounce texts
/// @param transcripts pasted runs of `openssl s_client`
/// @param dialogues   pasted conversations with a mail server
/// @param texts       other pasted texts, line by line: Dovecot's configuration, what test tools print
/// @param observations what other pasted texts show: a server's state, its ports, TLS reports
/// @param scans       what probes saw
/// @param domain      what is published about mail to a domain, as a resolver told it
/// @param given       names of the inputs, in the order given
/// @param remarks     sentences on what was understood, blanked or not recognised
public record Evidence(
        LocalDate asOf,
        Optional<Problem> problem,
        Optional<PostfixRelease> postfix,
        Optional<OpenSslRelease> openssl,
        Optional<Given<MainCf>> mainCf,
        Optional<Given<MasterCf>> masterCf,
        List<MailLog> logs,
        List<Bounce> bounces,
        List<TestRun> transcripts,
        List<SmtpTranscript> dialogues,
        List<PastedText> texts,
        List<Observation> observations,
        List<Scan> scans,
        Optional<MailDomain> domain,
        List<String> given,
        List<String> remarks) {
    public Evidence {
        logs = List.copyOf(logs);
        bounces = List.copyOf(bounces);
        transcripts = List.copyOf(transcripts);
        dialogues = List.copyOf(dialogues);
        texts = List.copyOf(texts);
        observations = List.copyOf(observations);
        scans = List.copyOf(scans);
        given = List.copyOf(given);
        remarks = List.copyOf(remarks);
    }

    /// Nothing given yet, for a day.
    public static Evidence none(LocalDate asOf) {
        return new Evidence(
                asOf,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /// Whether nothing was understood and nothing observed: text of no known form is searched all the same
    /// where it speaks of mail or TLS.
    public boolean isBlank() {
        return mainCf.isEmpty()
                && masterCf.isEmpty()
                && logs.isEmpty()
                && bounces.isEmpty()
                && transcripts.isEmpty()
                && dialogues.isEmpty()
                && texts.stream().allMatch(text -> text.kind() == InputKind.UNKNOWN && !text.isOnSubject())
                && observations.isEmpty()
                && scans.isEmpty()
                && domain.isEmpty();
    }

    /// The same evidence with another main.cf, which is how a what-if is asked.
    public Evidence withMainCf(Given<MainCf> changed) {
        return with(problem, postfix, openssl, Optional.of(changed), masterCf, scans, domain, remarks);
    }

    /// The same evidence with other options of services.
    public Evidence withMasterCf(Given<MasterCf> changed) {
        return with(problem, postfix, openssl, mainCf, Optional.of(changed), scans, domain, remarks);
    }

    /// The same evidence with what the user said about it.
    public Evidence withStated(
            Optional<Problem> trouble, Optional<PostfixRelease> mailServer, Optional<OpenSslRelease> library) {
        return with(trouble, mailServer, library, mainCf, masterCf, scans, domain, remarks);
    }

    /// The same evidence and what a probe saw.
    public Evidence withScan(Scan scan) {
        return withScans(both(scans, List.of(scan)));
    }

    /// The same evidence with what probes saw in place of what earlier ones did.
    public Evidence withScans(List<Scan> replaced) {
        return with(problem, postfix, openssl, mainCf, masterCf, replaced, domain, remarks);
    }

    /// The same evidence and what is published about a domain.
    public Evidence withDomain(MailDomain published) {
        return with(problem, postfix, openssl, mainCf, masterCf, scans, Optional.of(published), remarks);
    }

    /// The same evidence and further remarks.
    public Evidence withRemarks(List<String> further) {
        return with(problem, postfix, openssl, mainCf, masterCf, scans, domain, both(remarks, further));
    }

    /// The same evidence with remarks on what came before it.
    public Evidence withRemarksBefore(List<String> earlier) {
        return with(problem, postfix, openssl, mainCf, masterCf, scans, domain, both(earlier, remarks));
    }

    /// The only place that copies: what never changes is taken from here.
    private Evidence with(
            Optional<Problem> trouble,
            Optional<PostfixRelease> mailServer,
            Optional<OpenSslRelease> library,
            Optional<Given<MainCf>> settings,
            Optional<Given<MasterCf>> services,
            List<Scan> seen,
            Optional<MailDomain> published,
            List<String> told) {
        return new Evidence(
                asOf,
                trouble,
                mailServer,
                library,
                settings,
                services,
                logs,
                bounces,
                transcripts,
                dialogues,
                texts,
                observations,
                seen,
                published,
                given,
                told);
    }

    private static <T> List<T> both(List<T> first, List<T> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }
}
