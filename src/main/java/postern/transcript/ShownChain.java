package postern.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postern.certificate.Certificate;
import postern.certificate.CertificateChain;
import postern.certificate.CertificateParser;
import postern.certificate.MalformedCertificateException;

/// Collects the chain from the lines of one run: names from `0 s:…` and `i:…`, the certificates themselves from
/// the PEM blocks of `-showcerts`, the server's own from the block or names under "Server certificate".
final class ShownChain {
    private static final int MOST = 100;
    private static final int LONGEST_PEM = 200_000;
    private static final Pattern SUBJECT = Pattern.compile("\\s*(\\d{1,3}) s:\\s?(.*)");
    private static final Pattern ISSUER = Pattern.compile("\\s+i:\\s?(.*)");
    private static final Pattern OWN_NAME = Pattern.compile("(subject|issuer)\\s?=\\s?(.+)");
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";

    private final List<Entry> entries = new ArrayList<>();
    private final StringBuilder pem = new StringBuilder();
    private boolean inPem;
    private boolean own;
    private @Nullable String ownSubject;
    private @Nullable String ownIssuer;
    private @Nullable Certificate ownCertificate;

    private static final class Entry {
        final String subject;

        @Nullable
        String issuer;

        @Nullable
        Certificate certificate;

        Entry(String subject) {
            this.subject = subject;
        }

        Certificate certificate() {
            return certificate != null
                    ? certificate
                    : new Certificate(subject, issuer == null ? "" : issuer, Optional.empty());
        }
    }

    /// Takes a line.
    ///
    /// @return whether it belongs to the chain
    boolean take(String line) {
        String text = line.strip();
        if (inPem || (text.startsWith(BEGIN) && text.contains("CERTIFICATE"))) {
            pem(text);
            return true;
        }
        if (text.equals("Server certificate")) {
            own = true;
            return true;
        }
        Matcher subject = SUBJECT.matcher(line);
        if (subject.matches()) {
            if (entries.size() < MOST) {
                entries.add(new Entry(NameText.rewritten(subject.group(2))));
            }
            return true;
        }
        Matcher issuer = ISSUER.matcher(line);
        if (issuer.matches() && !entries.isEmpty()) {
            entries.getLast().issuer = NameText.rewritten(issuer.group(1));
            return true;
        }
        return ownName(text);
    }

    private boolean ownName(String text) {
        Matcher name = OWN_NAME.matcher(text);
        if (!name.matches()) {
            return false;
        }
        if (name.group(1).equals("subject")) {
            ownSubject = NameText.rewritten(name.group(2));
        } else {
            ownIssuer = NameText.rewritten(name.group(2));
        }
        return true;
    }

    private void pem(String text) {
        inPem = true;
        if (pem.length() + text.length() > LONGEST_PEM) {
            inPem = false;
            pem.setLength(0);
            return;
        }
        pem.append(text).append('\n');
        if (text.startsWith(END)) {
            inPem = false;
            read(pem.toString());
            pem.setLength(0);
        }
    }

    private void read(String block) {
        Certificate certificate;
        try {
            certificate = CertificateParser.pem(block).getFirst();
        } catch (MalformedCertificateException damaged) {
            // The names remain.
            return;
        }
        if (own || entries.isEmpty()) {
            ownCertificate = ownCertificate == null ? certificate : ownCertificate;
        } else if (entries.getLast().certificate == null) {
            entries.getLast().certificate = certificate;
        }
    }

    /// The chain as far as it was shown.
    CertificateChain chain() {
        if (entries.isEmpty()) {
            return new CertificateChain(alone().stream().toList());
        }
        if (ownCertificate != null && entries.getFirst().certificate == null) {
            entries.getFirst().certificate = ownCertificate;
        }
        return new CertificateChain(entries.stream().map(Entry::certificate).toList());
    }

    private Optional<Certificate> alone() {
        if (ownCertificate != null) {
            return Optional.of(ownCertificate);
        }
        return ownSubject == null
                ? Optional.empty()
                : Optional.of(new Certificate(ownSubject, ownIssuer == null ? "" : ownIssuer, Optional.empty()));
    }
}
