package postern.diagnosis.cause.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Citation;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.chain.Outdated;
import postern.dovecot.DovecotConf;
import postern.dovecot.TlsSetting;
import postern.evidence.InputKind;
import postern.evidence.PastedText;
import postern.maillog.LogLine;

/// A setting of Dovecot that stands in an included file and once more in the including one, or twice in
/// a block. Dovecot reads an included file at the line that includes it, and the last value counts
/// (`src/config/config-parser.c`).
///
/// @param name    the setting
/// @param earlier the value that does not count
/// @param last    the value that does
/// @param lines   where they stand
record DovecotOverride(String name, String earlier, String last, List<Citation> lines) {
    private record Read(DovecotConf.Written setting, Citation citation, boolean included) {}

    /// A certificate that an ACME client renews, overridden by one that it does not.
    static Optional<DovecotOverride> ofRenewed(Facts facts) {
        List<PastedText> files = facts.evidence().texts().stream()
                .filter(text -> text.kind() == InputKind.DOVECOT_CONF)
                .sorted(Comparator.comparing(PastedText::source))
                .toList();
        return files.stream()
                .map(file -> inOrder(file, files))
                .flatMap(read -> overridden(read).stream())
                .findFirst();
    }

    /// Certificates and keys that are set twice in one block, to different files.
    static List<DovecotOverride> inOneBlock(Facts facts) {
        return facts.evidence().texts().stream()
                .filter(text -> text.kind() == InputKind.DOVECOT_CONF)
                .flatMap(file -> repeated(file).stream())
                .toList();
    }

    private static List<DovecotOverride> repeated(PastedText file) {
        List<DovecotOverride> repeated = new ArrayList<>();
        Deque<Map<String, Read>> blocks = new ArrayDeque<>();
        for (LogLine line : file.lines()) {
            String text = line.text().strip();
            if (text.startsWith("#")) {
                continue;
            }
            if (!blocks.isEmpty()) {
                for (DovecotConf.Written setting :
                        DovecotConf.parse(List.of(line.text())).settings()) {
                    boolean isPem = TlsSetting.of(setting.name())
                            .filter(it -> it.equals(TlsSetting.CERTIFICATE) || it.equals(TlsSetting.KEY))
                            .isPresent();
                    Read later = read(file, line, setting, false);
                    Read earlier = isPem ? blocks.getLast().put(setting.name(), later) : null;
                    if (earlier != null && !earlier.setting.value().equals(setting.value())) {
                        repeated.add(new DovecotOverride(
                                setting.name(),
                                earlier.setting.value(),
                                setting.value(),
                                List.of(earlier.citation, later.citation)));
                    }
                }
            }
            int braces = braces(text);
            for (int open = 0; open < braces; open++) {
                blocks.addLast(new HashMap<>());
            }
            for (int closed = braces; closed < 0 && !blocks.isEmpty(); closed++) {
                blocks.removeLast();
            }
        }
        return repeated;
    }

    private static Optional<DovecotOverride> overridden(List<Read> read) {
        List<Read> certificates = read.stream()
                .filter(it -> TlsSetting.of(it.setting.name())
                        .filter(TlsSetting.CERTIFICATE::equals)
                        .isPresent())
                .toList();
        if (certificates.size() < 2) {
            return Optional.empty();
        }
        Read last = certificates.getLast();
        return certificates.stream()
                .filter(it -> it.included && !last.included && isAcme(it) && !isAcme(last))
                .findFirst()
                .map(it -> new DovecotOverride(
                        last.setting.name(),
                        it.setting.value(),
                        last.setting.value(),
                        List.of(it.citation, last.citation)));
    }

    private static boolean isAcme(Read read) {
        return read.setting.value().matches(Outdated.ACME);
    }

    /// The settings outside of blocks as Dovecot meets them.
    private static List<Read> inOrder(PastedText file, List<PastedText> others) {
        List<Read> found = new ArrayList<>();
        int depth = 0;
        for (LogLine line : file.lines()) {
            String text = line.text().strip();
            DovecotConf one = DovecotConf.parse(List.of(line.text()));
            if (depth == 0 && !text.startsWith("#")) {
                one.includes()
                        .forEach(include -> others.stream()
                                .filter(other -> !other.equals(file) && includes(include.value(), other.source()))
                                .flatMap(DovecotOverride::settings)
                                .forEach(found::add));
                one.settings().forEach(setting -> found.add(read(file, line, setting, false)));
            }
            depth += text.startsWith("#") ? 0 : braces(text);
        }
        return found;
    }

    private static Stream<Read> settings(PastedText file) {
        List<Read> found = new ArrayList<>();
        int depth = 0;
        for (LogLine line : file.lines()) {
            if (depth == 0) {
                DovecotConf.parse(List.of(line.text()))
                        .settings()
                        .forEach(setting -> found.add(read(file, line, setting, true)));
            }
            depth += line.text().strip().startsWith("#") ? 0 : braces(line.text());
        }
        return found.stream();
    }

    private static Read read(PastedText file, LogLine line, DovecotConf.Written setting, boolean included) {
        return new Read(
                setting,
                Citation.line(file.source(), line.number(), setting.name() + " = " + setting.value()),
                included);
    }

    private static int braces(String text) {
        return (int) (text.chars().filter(it -> it == '{').count()
                - text.chars().filter(it -> it == '}').count());
    }

    /// Files are given without their folders.
    private static boolean includes(String pattern, String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        String[] parts = pattern.substring(pattern.lastIndexOf('/') + 1).split("\\*", -1);
        String glob = Stream.of(parts)
                .map(Pattern::quote)
                .reduce((all, next) -> all + ".*" + next)
                .orElse("");
        return name.matches(glob);
    }
}
