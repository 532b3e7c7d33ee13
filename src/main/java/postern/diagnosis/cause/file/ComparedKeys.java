package postern.diagnosis.cause.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// What `openssl` printed of a certificate and of a key, whole or as a digest, one after the other: the usual
/// way to see whether they are a pair.
final class ComparedKeys {
    private static final Pattern OF_CERTIFICATE = Pattern.compile("\\bopenssl x509\\b.*-(?:modulus|pubkey)\\b.*");
    private static final Pattern OF_KEY =
            Pattern.compile("\\bopenssl (?:(?:rsa|ec)\\b.*-(?:modulus|pubout)|pkey\\b.*-pubout)\\b.*");
    private static final Pattern IN = Pattern.compile("-in +(\\S+)");
    private static final Pattern VALUE = Pattern.compile(
            "^\\s*(?:\\(stdin\\)=\\s*|[A-Z0-9-]{3,10}\\(stdin\\)=\\s*|Modulus=)?([0-9A-Fa-f]{32,2048})(?:\\s+-)?\\s*$");

    private ComparedKeys() {}

    /// What was printed of one file.
    private record Printed(boolean key, String command, String value, Citation citation) {}

    /// The lines of a certificate and of a key that are no pair.
    ///
    /// @param file     the key's; empty if the command reads none
    /// @param evidence both lines
    record Mismatch(Optional<String> file, List<Citation> evidence) {}

    /// The first two, one right after the other, that differ.
    static Optional<Mismatch> mismatch(Facts facts) {
        return facts.evidence().texts().stream()
                .map(ComparedKeys::printed)
                .flatMap(printed -> {
                    List<Mismatch> found = new ArrayList<>();
                    for (int at = 1; at < printed.size(); at++) {
                        Printed one = printed.get(at - 1);
                        Printed other = printed.get(at);
                        if (one.key != other.key && !one.value.equalsIgnoreCase(other.value)) {
                            found.add(new Mismatch(file(one.key ? one : other), List.of(one.citation, other.citation)));
                        }
                    }
                    return found.stream();
                })
                .findFirst();
    }

    private static Optional<String> file(Printed printed) {
        Matcher named = IN.matcher(printed.command);
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }

    private static List<Printed> printed(PastedText text) {
        List<Printed> found = new ArrayList<>();
        Optional<String> command = Optional.empty();
        for (LogLine line : text.lines()) {
            if (OF_CERTIFICATE.matcher(line.text()).find()
                    || OF_KEY.matcher(line.text()).find()) {
                command = Optional.of(line.text().strip());
                continue;
            }
            Matcher value = VALUE.matcher(line.text());
            if (command.isPresent() && value.matches()) {
                found.add(new Printed(
                        OF_KEY.matcher(command.get()).find(),
                        command.get(),
                        value.group(1),
                        Citation.line(
                                text.source(),
                                line.number(),
                                command.get() + ": " + line.text().strip())));
                command = Optional.empty();
            }
        }
        return found;
    }
}
