package postern.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one logical line of `master.cf` (Postfix `src/master/master_ent.c`) or of `postconf -P`.
final class MasterLine {
    private static final int FIELDS = 8;
    /// `submission/inet/smtpd_tls_security_level = encrypt`.
    private static final Pattern SERVICE_PARAMETER =
            Pattern.compile("(\\S+)/(inet|unix|fifo|pass)/(\\w+)\\s*=\\s*(.*)", Pattern.DOTALL);

    /// A flag of a daemon that takes a value, behind flags that take none (Postfix `src/master/*_server.c`).
    private static final Pattern FLAG_WITH_VALUE = Pattern.compile("-[cDdluvVz]*([imnosSt])(.*)", Pattern.DOTALL);

    private MasterLine() {}

    /// A word and where it stands.
    private record Word(String text, int line) {}

    static void read(LogicalLine line, List<MasterCf.Service> services, List<MasterCf.Malformed> malformed) {
        if (line.indented()) {
            malformed.add(new MasterCf.Malformed(MasterCf.Fault.INDENTED_FIRST_LINE, line.text(), line.firstLine()));
            return;
        }
        Matcher parameter = SERVICE_PARAMETER.matcher(line.text());
        if (parameter.matches()) {
            servicesWith(parameter, line, services, malformed);
            return;
        }
        try {
            service(line)
                    .ifPresentOrElse(
                            services::add,
                            () -> malformed.add(new MasterCf.Malformed(
                                    MasterCf.Fault.MISSING_FIELD, line.text(), line.firstLine())));
        } catch (Refused refused) {
            malformed.add(new MasterCf.Malformed(refused.fault, line.text(), refused.line));
        }
    }

    private static Optional<MasterCf.Service> service(LogicalLine line) throws Refused {
        List<Word> words = words(line);
        if (words.size() < FIELDS) {
            return Optional.empty();
        }
        List<Word> arguments = words.subList(FIELDS, words.size());
        return Optional.of(new MasterCf.Service(
                words.get(0).text(),
                words.get(1).text(),
                words.get(2).text(),
                words.get(3).text(),
                words.get(4).text(),
                words.get(5).text(),
                words.get(6).text(),
                words.get(7).text(),
                arguments.stream().map(Word::text).toList(),
                options(arguments),
                line.firstLine(),
                line.lastLine()));
    }

    /// Words end at white space outside of braces.
    private static List<Word> words(LogicalLine logical) throws Refused {
        var words = new ArrayList<Word>();
        var word = new StringBuilder();
        int level = 0;
        int began = logical.firstLine();
        for (PhysicalLine line : logical.lines()) {
            if (line.isSkipped()) {
                continue;
            }
            for (char character : line.content().toCharArray()) {
                if (level == 0 && ConfigurationText.isSpace(character)) {
                    add(word, began, words);
                    continue;
                }
                began = word.isEmpty() ? line.number() : began;
                word.append(character);
                level = Math.max(0, level + (character == '{' ? 1 : character == '}' ? -1 : 0));
            }
        }
        add(word, began, words);
        return words;
    }

    private static void add(StringBuilder word, int line, List<Word> words) throws Refused {
        if (word.isEmpty()) {
            return;
        }
        String text = word.toString();
        word.setLength(0);
        words.add(new Word(text.startsWith("{") ? unbraced(text, line) : text, line));
    }

    /// Braces around a whole word only hold it together (Postfix 3.0, `src/util/extpar.c`).
    private static String unbraced(String text, int line) throws Refused {
        int level = 0;
        for (int at = 0; at < text.length(); at++) {
            level += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            if (level == 0) {
                if (at + 1 < text.length()) {
                    throw new Refused(MasterCf.Fault.UNBALANCED_BRACES, line);
                }
                return ConfigurationText.strip(text.substring(1, at));
            }
        }
        throw new Refused(MasterCf.Fault.UNBALANCED_BRACES, line);
    }

    private static List<MasterCf.Option> options(List<Word> arguments) throws Refused {
        var options = new ArrayList<MasterCf.Option>();
        for (int at = 0; at < arguments.size() && arguments.get(at).text().startsWith("-"); at++) {
            Word word = arguments.get(at);
            Matcher flag = FLAG_WITH_VALUE.matcher(word.text());
            if (!flag.matches()) {
                continue;
            }
            Word value = word;
            String text = flag.group(2);
            if (text.isEmpty() && at + 1 < arguments.size()) {
                at++;
                value = arguments.get(at);
                text = value.text();
            }
            if (flag.group(1).equals("o")) {
                options.add(option(text, value.line()));
            }
        }
        return options;
    }

    private static MasterCf.Option option(String text, int line) throws Refused {
        int equals = text.indexOf('=');
        String name = equals < 0 ? "" : ConfigurationText.strip(text.substring(0, equals));
        if (name.isEmpty() || name.chars().anyMatch(character -> ConfigurationText.isSpace((char) character))) {
            throw new Refused(MasterCf.Fault.INVALID_OPTION, line);
        }
        return new MasterCf.Option(name, ConfigurationText.strip(text.substring(equals + 1)), line);
    }

    /// A line of `postconf -P` adds an option to a service that another line describes.
    private static void servicesWith(
            Matcher parameter, LogicalLine line, List<MasterCf.Service> services, List<MasterCf.Malformed> malformed) {
        for (int at = services.size() - 1; at >= 0; at--) {
            MasterCf.Service service = services.get(at);
            if (service.name().equals(parameter.group(1)) && service.type().equals(parameter.group(2))) {
                var option = new MasterCf.Option(parameter.group(3), parameter.group(4), line.firstLine());
                services.set(at, service.with(option));
                return;
            }
        }
        malformed.add(new MasterCf.Malformed(MasterCf.Fault.UNKNOWN_SERVICE, line.text(), line.firstLine()));
    }

    /// A line that cannot be a service.
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final MasterCf.Fault fault;
        private final int line;

        Refused(MasterCf.Fault fault, int line) {
            super(fault.name(), null, false, false);
            this.fault = fault;
            this.line = line;
        }
    }
}
