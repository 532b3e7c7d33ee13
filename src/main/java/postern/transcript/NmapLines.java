package postern.transcript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.maillog.LogLine;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;
import postern.tls.SuiteOrder;

/// `nmap` with the scripts `ssl-enum-ciphers` and `ssl-cert` (Nmap 6 to 7.9).
final class NmapLines implements ToolLines {
    private static final Pattern FRONT = Pattern.compile("^\\s*\\|[ _]?\\s*");
    private static final Pattern VERSION =
            Pattern.compile("(SSLv2|SSLv3|TLSv1\\.[0-3]):(?: No supported ciphers found)?\\s*");
    private static final Pattern SUITE = Pattern.compile("(TLS_[A-Za-z0-9_]+|SSL_[A-Za-z0-9_]+)(?: \\(.*\\))? - .*");
    private static final Pattern SUBJECT = Pattern.compile("ssl-cert: Subject: (.*)");
    private static final Pattern ISSUER = Pattern.compile("Issuer: (.*)");
    private static final Pattern PREFERENCE = Pattern.compile("cipher preference: (server|client)");
    private static final Pattern QUOTED = Pattern.compile(
            "Not valid (?:before|after): .*|Subject Alternative Name: .*|Public Key bits: .*|Signature Algorithm: .*|least strength: .*");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}/tcp +(?:open|closed|filtered).*");
    /// What the script tries in every release; TLS 1.3 only from 7.90 on, so its absence says nothing.
    private static final List<ProtocolVersion> ALWAYS_TRIED =
            List.of(ProtocolVersion.SSLV3, ProtocolVersion.TLSV1, ProtocolVersion.TLSV1_1, ProtocolVersion.TLSV1_2);

    private Optional<ProtocolVersion> section = Optional.empty();
    private String subject = "";

    @Override
    public boolean take(RunBuilder run, LogLine line) {
        if (PORT.matcher(line.text().strip()).matches()) {
            return run.quote(line);
        }
        Matcher front = FRONT.matcher(line.text());
        if (!front.lookingAt()) {
            return false;
        }
        String text = line.text().substring(front.end()).strip();
        return cipher(run, line, text) || certificate(run, line, text);
    }

    private boolean cipher(RunBuilder run, LogLine line, String text) {
        Matcher version = VERSION.matcher(text);
        Matcher suite = SUITE.matcher(text);
        Matcher preference = PREFERENCE.matcher(text);
        if (version.matches()) {
            section = RunBuilder.version(version.group(1));
            section.ifPresent(it -> run.speaks(it, !text.contains("No supported")));
            return run.quote(line);
        }
        if (suite.matches()) {
            section.ifPresent(it -> CipherSuite.named(suite.group(1).replace("TLS_AKE_WITH_", "TLS_"))
                    .ifPresent(known -> run.accepts(it, known)));
            return true;
        }
        if (preference.matches()) {
            section.ifPresent(
                    it -> run.order(it, preference.group(1).equals("server") ? SuiteOrder.SERVER : SuiteOrder.CLIENT));
            return true;
        }
        if (text.startsWith("least strength")) {
            run.allSuitesShown();
            ALWAYS_TRIED.stream().filter(it -> !run.knows(it)).forEach(it -> run.speaks(it, false));
            return run.quote(line);
        }
        return false;
    }

    private boolean certificate(RunBuilder run, LogLine line, String text) {
        Matcher own = SUBJECT.matcher(text);
        Matcher by = ISSUER.matcher(text);
        if (own.matches()) {
            subject = name(own.group(1));
            return run.quote(line);
        }
        if (by.matches() && !subject.isEmpty()) {
            run.leaf(subject, name(by.group(1)));
            if (subject.equals(name(by.group(1)))) {
                run.complain(18, 0, line);
            }
            return run.quote(line);
        }
        return QUOTED.matcher(text).matches() && run.quote(line);
    }

    /// `commonName=R3/organizationName=Let's Encrypt/countryName=US`, the least significant part first.
    private static String name(String printed) {
        List<String> parts = new ArrayList<>(List.of(printed.split("/(?=[A-Za-z]+=)", -1)));
        Collections.reverse(parts);
        return String.join(", ", parts)
                .replace("commonName=", "CN=")
                .replace("organizationName=", "O=")
                .replace("organizationalUnitName=", "OU=")
                .replace("countryName=", "C=")
                .replace("stateOrProvinceName=", "ST=")
                .replace("localityName=", "L=");
    }
}
