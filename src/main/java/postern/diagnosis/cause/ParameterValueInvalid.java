package postern.diagnosis.cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.postfix.Problem;
import postern.postfix.Setting;

/// A value that this release or its library does not understand, by the configuration or by the log.
public final class ParameterValueInvalid implements Cause {
    private static final Pattern LOGGED =
            Pattern.compile("Invalid TLS protocol list|invalid (?:\\S+ )?cipher (?:grade|list)"
                    + "|error setting cipher grade|invalid unary|Invalid cipherlist|bad boolean configuration|bad numerical configuration"
                    + "|bad time value or unit|Invalid TLS eecdh grade|Invalid TLS level|invalid \\S+ parameter value"
                    + "|Invalid ssl_protocols|Could not find a minimum ssl_min_protocol|malformed compatibility level");

    @Override
    public List<Finding> examine(Facts facts) {
        Optional<Setting> setting = facts.services().stream()
                .flatMap(service -> service.problems().stream())
                .flatMap(ParameterValueInvalid::setting)
                .findFirst();
        return Findings.cause(
                this,
                facts,
                Logs.saying(LOGGED, facts).isEmpty() ? Certainty.LIKELY : Certainty.PROVEN,
                Map.of(
                        "parameter",
                        setting.map(Setting::name).orElse("?"),
                        "value",
                        setting.map(Setting::value).orElse("?")),
                Stream.concat(setting.stream().map(facts::citation), Logs.saying(LOGGED, facts).stream())
                        .toList(),
                setting.map(it -> List.of(Removal.of(it), Change.command("postfix reload")))
                        .orElseGet(() -> List.of(Change.command("postfix reload"))));
    }

    private static Stream<Setting> setting(Problem problem) {
        return switch (problem) {
            case Problem.InvalidProtocolList(Setting setting, String _) -> Stream.of(setting);
            case Problem.InvalidCipherGrade(Setting setting) -> Stream.of(setting);
            case Problem.InvalidExclusion(Setting setting, String _) -> Stream.of(setting);
            case Problem.InvalidLevel(Setting setting) -> Stream.of(setting);
            case Problem.InvalidBoolean(Setting setting) -> Stream.of(setting);
            case Problem.InvalidNumber(Setting setting) -> Stream.of(setting);
            case Problem.InvalidCurveGrade(Setting setting, boolean _) -> Stream.of(setting);
            case Problem.CipherStringRejected(String _, String _, List<Setting> settings) ->
                settings.stream().filter(setting -> !setting.isDefault()).limit(1);
            default -> Stream.empty();
        };
    }
}
