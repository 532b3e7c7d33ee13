package postern.maillog.account;

import java.util.ArrayList;
import java.util.List;
import postern.maillog.session.OpenSession;
import postern.maillog.session.Verdict;

/// Adds up the sessions with one peer in one direction and keeps some of them.
final class PeerAccount {
    private List<OpenSession> samples = List.of();
    private List<Verdict> verdicts = List.of();
    private long tls;
    private long failed;
    private long plaintext;
    private long silent;
    private long delivered;

    void add(Verdict.Kind kind, int mails) {
        delivered += mails;
        switch (kind) {
            case ESTABLISHED, ENCRYPTED -> tls++;
            case FAILED, UNAVAILABLE -> failed++;
            case PLAINTEXT -> plaintext++;
            case SILENT -> silent++;
            case CONTINUED, NOTHING -> {
                // No connection to tell of.
            }
        }
    }

    /// Adds sessions that were counted apart.
    void add(long withTls, long withFailure, long inPlaintext, long inSilence, long mails) {
        tls += withTls;
        failed += withFailure;
        plaintext += inPlaintext;
        silent += inSilence;
        delivered += mails;
    }

    boolean isEmpty() {
        return tls + failed + plaintext + silent == 0;
    }

    List<OpenSession> samples() {
        return samples;
    }

    /// Keeps a session that is over.
    void keep(OpenSession sample, Verdict verdict) {
        if (samples.isEmpty()) {
            samples = new ArrayList<>(2);
            verdicts = new ArrayList<>(2);
        }
        samples.add(sample);
        verdicts.add(verdict);
    }

    int samplesLike(Verdict verdict) {
        int alike = 0;
        for (int i = 0; i < verdicts.size(); i++) {
            alike += verdicts.get(i).equals(verdict) ? 1 : 0;
        }
        return alike;
    }

    long tls() {
        return tls;
    }

    long failed() {
        return failed;
    }

    long plaintext() {
        return plaintext;
    }

    /// Sessions of which no line speaks of TLS.
    long silent() {
        return silent;
    }

    long delivered() {
        return delivered;
    }
}
