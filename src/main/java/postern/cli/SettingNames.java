package postern.cli;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import postern.check.Services;
import postern.evidence.Input;
import postern.remedy.Edit;
import postern.remedy.SettingName;

/// Whether `--set` names settings that there are.
final class SettingNames {
    private SettingNames() {}

    static void refuseMalformed(CommandSpec spec, Collection<String> names) {
        refuse(
                spec,
                names.stream()
                        .filter(name -> SettingName.parse(name).isEmpty())
                        .map(name -> Messages.of("not-a-setting", name)));
    }

    /// An option can only be forecast for a service of which the others are known.
    static void refuseUnknownServices(CommandSpec spec, Collection<String> names, List<Input> inputs) {
        List<String> wanted = names.stream()
                .flatMap(name -> SettingName.parse(name).stream())
                .map(SettingName::place)
                .filter(Edit.Place.Service.class::isInstance)
                .map(place -> ((Edit.Place.Service) place).label())
                .toList();
        if (!wanted.isEmpty()) {
            Optional<List<String>> known = Services.in(inputs);
            Function<String, String> sentence = service -> known.map(
                            services -> Messages.of("unknown-service", service, String.join(", ", services)))
                    .orElseGet(() -> Messages.of("no-services", service));
            refuse(
                    spec,
                    wanted.stream()
                            .filter(service -> !known.orElse(List.of()).contains(service))
                            .map(sentence));
        }
    }

    private static void refuse(CommandSpec spec, Stream<String> sentences) {
        sentences.findFirst().ifPresent(sentence -> {
            throw new ParameterException(spec.commandLine(), sentence);
        });
    }
}
