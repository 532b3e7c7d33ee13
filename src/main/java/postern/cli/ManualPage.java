package postern.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import postern.check.Version;

/// The manual page, made from the same commands, options and sentences as the help. Written for `man` (man-pages(7)).
final class ManualPage {
    private final StringBuilder page = new StringBuilder();

    private ManualPage() {}

    static String of(CommandSpec postern) {
        ManualPage manual = new ManualPage();
        manual.write(postern, commands(postern));
        return manual.page.toString();
    }

    private static List<CommandSpec> commands(CommandSpec postern) {
        return postern.subcommands().values().stream()
                .map(command -> command.getCommandSpec())
                .filter(command -> !command.usageMessage().hidden())
                .distinct()
                .toList();
    }

    private void write(CommandSpec postern, List<CommandSpec> commands) {
        line(".TH POSTERN 1 \"\" \"Postern " + text(Version.current()) + "\" \"User Commands\"");
        line(".SH NAME");
        line("postern \\- " + text(Messages.of("manual.name")));
        line(".SH SYNOPSIS");
        synopsis("postern", postern);
        commands.forEach(command -> {
            line(".br");
            synopsis("postern " + command.name(), command);
        });
        line(".SH DESCRIPTION");
        description(postern);
        arguments(postern);
        line(".SH COMMANDS");
        for (CommandSpec command : commands) {
            line(".SS \"postern " + text(command.name()) + "\"");
            description(command);
            arguments(command);
        }
        line(".SH EXIT STATUS");
        for (int status = ExitStatus.NOTHING_WRONG; status <= ExitStatus.NOT_FINISHED; status++) {
            line(".TP\n.B " + status);
            line(text(Messages.of("manual.status." + status)));
        }
        line(".SH EXAMPLES");
        Messages.of("manual.examples").lines().forEach(example -> line(".PP\n.nf\n" + text(example) + "\n.fi"));
        line(".SH SEE ALSO");
        line(".BR postconf (1),\n.BR openssl-s_client (1ssl),\n.BR openssl-ciphers (1ssl)");
    }

    private void synopsis(String name, CommandSpec command) {
        String options = command.options().size() > 2 ? " [\\fIOPTION\\fR...]" : "";
        String parameters = command.positionalParameters().stream()
                .map(parameter -> " " + cardinality(parameter))
                .collect(Collectors.joining());
        line("\\fB" + text(name) + "\\fR" + options + parameters);
    }

    private static String cardinality(PositionalParamSpec parameter) {
        String label = "\\fI" + text(parameter.paramLabel()) + "\\fR";
        String many = parameter.isMultiValue() ? label + "..." : label;
        return parameter.required() ? many : "[" + many + "]";
    }

    private void description(CommandSpec command) {
        line(".PP");
        line(sentences(command.usageMessage().description()));
    }

    private void arguments(CommandSpec command) {
        command.positionalParameters().forEach(parameter -> argument("\\fI" + text(parameter.paramLabel()), parameter));
        command.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> argument(names(option), option));
    }

    private static String names(OptionSpec option) {
        String names = Stream.of(option.names()).map(ManualPage::text).collect(Collectors.joining("\\fR, \\fB"));
        return "\\fB" + names + (option.arity().max() == 0 ? "" : "\\fR \\fI" + text(option.paramLabel()));
    }

    private void argument(String names, ArgSpec argument) {
        line(".TP\n" + names + "\\fR");
        line(sentences(argument.description()));
    }

    private static String sentences(String[] description) {
        return Arrays.stream(description)
                .map(text -> text(text.replace("%n", " ").replace("%%", "%")))
                .collect(Collectors.joining("\n"));
    }

    /// Text in which nothing is a request or an escape of `man`, and hyphens can be copied.
    private static String text(String plain) {
        String escaped = plain.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private void line(String line) {
        page.append(line).append('\n');
    }
}
