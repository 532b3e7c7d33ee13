package postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class ManualPageTest {
    private static final CommandSpec POSTERN = Main.commandLine().getCommandSpec();
    private static final String PAGE = ManualPage.of(POSTERN);

    @Test
    void everyCommandOptionAndParameterIsInTheManualPage() {
        assertThat(commands()).hasSize(7);
        for (CommandSpec command : commands()) {
            assertThat(PAGE).contains(".SS \"postern " + command.name() + "\"");
            String section = section(command);
            command.options()
                    .forEach(option -> Stream.of(option.names())
                            .forEach(name -> assertThat(section).contains("\\fB" + name.replace("-", "\\-") + "\\fR")));
            command.positionalParameters()
                    .forEach(parameter -> assertThat(section).contains("\\fI" + parameter.paramLabel() + "\\fR"));
        }
    }

    @Test
    void everyOptionIsExplained() {
        commands()
                .forEach(command -> command.args()
                        .forEach(argument -> assertThat(argument.description())
                                .as(command.name() + " " + argument.paramLabel())
                                .isNotEmpty()));
        assertThat(PAGE.lines()).noneMatch(String::isBlank);
    }

    @Test
    void whatThePackagingScriptsAskForIsNotShown() {
        assertThat(PAGE).doesNotContain("rehearse");
        assertThat(Main.commandLine().getUsageMessage()).doesNotContain("packaging");
    }

    @Test
    void manualPageAndCompletionAreWritten(@TempDir Path folder) throws IOException {
        assertThat(Main.run("packaging", "documents", folder.toString())).isZero();
        assertThat(Files.readString(folder.resolve("postern.1"))).isEqualTo(PAGE);
        assertThat(Files.readString(folder.resolve("postern.bash"))).contains("--corrected", "complete -F");
    }

    private static String section(CommandSpec command) {
        String rest = PAGE.substring(PAGE.indexOf(".SS \"postern " + command.name() + "\"") + 1);
        return rest.substring(0, rest.indexOf("\n.S"));
    }

    private static List<CommandSpec> commands() {
        return POSTERN.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .toList();
    }
}
