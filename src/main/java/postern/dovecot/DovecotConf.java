package postern.dovecot;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The settings of dovecot.conf, of files it includes, or of `doveconf -n`. Sections are not told apart.
///
/// @param settings what was written, in order
/// @param includes what `!include` and `!include_try` name
/// @param stated   lines that state a release
public record DovecotConf(List<Written> settings, List<Written> includes, List<String> stated) {
    private static final Pattern SETTING = Pattern.compile("\\s*([a-z][a-z0-9_]{1,60})\\s*=\\s*(.*?)\\s*");
    private static final Pattern INCLUDE = Pattern.compile("\\s*(!include(?:_try)?)\\s+(\\S+)\\s*");

    public DovecotConf {
        settings = List.copyOf(settings);
        includes = List.copyOf(includes);
        stated = List.copyOf(stated);
    }

    /// A setting and where it stands.
    ///
    /// @param name  its name
    /// @param value its value as written, `<` included
    /// @param line  its line, from 1
    public record Written(String name, String value, long line) {

        /// Whether `doveconf -n` keeps the value to itself, as it does of keys and Diffie-Hellman parameters:
        /// `ssl_key = # hidden, use -P to show it` (`src/config/doveconf.c`).
        public boolean isHidden() {
            return value.startsWith("# hidden");
        }
    }

    /// Reads lines.
    public static DovecotConf parse(List<String> lines) {
        return new DovecotConf(
                matches(SETTING, lines),
                matches(INCLUDE, lines),
                lines.stream()
                        .filter(line -> line.startsWith("# ") || line.startsWith("dovecot_config_version"))
                        .limit(5)
                        .toList());
    }

    private static List<Written> matches(Pattern pattern, List<String> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(index -> {
                    Matcher match = pattern.matcher(lines.get(index));
                    return match.matches()
                            ? Optional.of(new Written(match.group(1), match.group(2), index + 1L))
                            : Optional.<Written>empty();
                })
                .flatMap(Optional::stream)
                .toList();
    }

    /// The last value of a setting, which wins.
    public Optional<Written> setting(String name) {
        return settings.reversed().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }
}
