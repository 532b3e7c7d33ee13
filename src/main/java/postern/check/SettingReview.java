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
    /// @param name       the setting, as [ProposedSetting#name()]
    /// @param sentence   for people
    /// @param understood whether Postfix would understand the value; if not, nothing else matters
    public record Remark(String name, String sentence, boolean understood) {}

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
        return switch (problem) {
            case Problem.InvalidProtocolList(Setting setting, String word)
            when isOf(setting, edited) -> remark(edited, "review.protocol-word", word);
            case Problem.NoProtocolEnabled(Setting setting)
            when isOf(setting, edited) -> remark(edited, "review.no-protocol");
            case Problem.HoleInProtocols(Setting setting, var versions)
            when isOf(setting, edited) -> remark(edited, "review.hole", versions.getFirst());
            case Problem.InvalidCipherGrade(Setting setting)
            when isOf(setting, edited) -> remark(edited, "review.grade", setting.value());
            case Problem.InvalidExclusion(Setting setting, String word)
            when isOf(setting, edited) -> remark(edited, "review.exclusion", word);
            case Problem.InvalidLevel(Setting setting)
            when isOf(setting, edited) -> remark(edited, "review.level", setting.value());
            case Problem.InvalidBoolean(Setting setting)
            when isOf(setting, edited) -> remark(edited, "review.boolean", setting.value());
            case Problem.CipherStringRejected(String _, String error, List<Setting> settings)
            when settings.stream().anyMatch(setting -> isOf(setting, edited)) ->
                remark(edited, "review.ciphers", error);
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
                        settings.getFirst().name(),
                        Sentences.of("review.locked-out", Phrase.say(Phrase.list(out), Language.spoken())),
                        true));
    }

    private static boolean isOf(Setting setting, ProposedSetting edited) {
        return setting.name().equals(edited.parameter()) && "master.cf".equals(setting.file()) != edited.isOfMainCf();
    }

    private static Optional<Remark> remark(ProposedSetting edited, String key, Object... values) {
        return Optional.of(new Remark(edited.name(), Sentences.of(key, values), false));
    }
}
