package postern.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postern.diagnosis.Phrase;
import postern.language.Language;
import postern.postfix.Problem;
import postern.postfix.Setting;
import postern.remedy.Delivery;
import postern.remedy.PeerForecast;
import postern.remedy.ProposedSetting;
import postern.remedy.WhatIf;

/// Says what is to be said about settings while somebody edits them.
public final class SettingReview {
    private SettingReview() {}

    /// A remark on a setting.
    ///
    /// @param parameter  the setting
    /// @param sentence   for people
    /// @param understood whether Postfix would understand the value; if not, nothing else matters
    public record Remark(String parameter, String sentence, boolean understood) {}

    /// Reviews settings.
    ///
    /// @param peers    the forecast with these settings
    /// @param language of what is said
    public static List<Remark> of(
            WhatIf whatIf, List<ProposedSetting> settings, List<PeerForecast> peers, Locale language) {
        return Language.speaking(language, () -> of(whatIf, settings, peers));
    }

    private static List<Remark> of(WhatIf whatIf, List<ProposedSetting> settings, List<PeerForecast> peers) {
        List<Remark> remarks = new ArrayList<>();
        List<Problem> problems = whatIf.problemsWith(settings);
        for (ProposedSetting setting : settings) {
            problems.stream()
                    .flatMap(problem -> misunderstood(problem, setting).stream())
                    .findFirst()
                    .ifPresent(remarks::add);
        }
        if (remarks.isEmpty() && !settings.isEmpty()) {
            lockedOut(settings, peers).ifPresent(remarks::add);
        }
        return List.copyOf(remarks);
    }

    private static Optional<Remark> misunderstood(Problem problem, ProposedSetting edited) {
        String name = edited.parameter();
        return switch (problem) {
            case Problem.InvalidProtocolList(Setting setting, String word)
            when setting.name().equals(name) -> remark(name, "review.protocol-word", word);
            case Problem.NoProtocolEnabled(Setting setting)
            when setting.name().equals(name) -> remark(name, "review.no-protocol");
            case Problem.HoleInProtocols(Setting setting, var versions)
            when setting.name().equals(name) -> remark(name, "review.hole", versions.getFirst());
            case Problem.InvalidCipherGrade(Setting setting)
            when setting.name().equals(name) -> remark(name, "review.grade", setting.value());
            case Problem.InvalidExclusion(Setting setting, String word)
            when setting.name().equals(name) -> remark(name, "review.exclusion", word);
            case Problem.InvalidLevel(Setting setting)
            when setting.name().equals(name) -> remark(name, "review.level", setting.value());
            case Problem.InvalidBoolean(Setting setting)
            when setting.name().equals(name) -> remark(name, "review.boolean", setting.value());
            case Problem.CipherStringRejected(String _, String error, List<Setting> settings)
            when settings.stream().anyMatch(setting -> setting.name().equals(name)) ->
                remark(name, "review.ciphers", error);
            default -> Optional.empty();
        };
    }

    private static Optional<Remark> lockedOut(List<ProposedSetting> settings, List<PeerForecast> peers) {
        List<String> out = peers.stream()
                .filter(peer -> peer.after().delivery() == Delivery.FAILS
                        || peer.after().delivery() == Delivery.PLAINTEXT)
                .map(peer -> peer.name(Language.spoken()))
                .toList();
        return out.isEmpty()
                ? Optional.empty()
                : Optional.of(new Remark(
                        settings.getFirst().parameter(),
                        Sentences.of("review.locked-out", Phrase.say(Phrase.list(out), Language.spoken())),
                        true));
    }

    private static Optional<Remark> remark(String parameter, String key, Object... values) {
        return Optional.of(new Remark(parameter, Sentences.of(key, values), false));
    }
}
