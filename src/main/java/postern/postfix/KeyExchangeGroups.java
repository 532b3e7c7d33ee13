package postern.postfix;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import postern.openssl.OpenSslRelease;
import postern.tls.Known;
import postern.tls.NamedGroup;

/// The groups an SMTP server exchanges keys with (Postfix `src/tls/tls_dh.c`).
///
/// @param groups   the curves and groups, in order; an empty whole list means no ECDHE at all
/// @param dhBits   length of the prime for DHE in bits; empty if it comes from a file or is chosen by the
///                 certificate's key
/// @param decisive the setting that decides about the curves
/// @param problem  what is wrong with it
record KeyExchangeGroups(Known<NamedGroup> groups, OptionalInt dhBits, Setting decisive, Optional<Problem> problem) {
    private static final OpenSslRelease CURVES_SINCE = new OpenSslRelease(1, 0, 0, "");
    private static final OpenSslRelease ALWAYS_SINCE = new OpenSslRelease(1, 1, 0, "");
    private static final OpenSslRelease AUTO_DH_SINCE = new OpenSslRelease(3, 0, 0, "");

    static KeyExchangeGroups of(Settings settings, Platform platform) {
        OptionalInt dhBits = dhBits(settings, platform);
        Setting grade = settings.get("smtpd_tls_eecdh_grade");
        if (!platform.has(CURVES_SINCE) || !settings.release().atLeast(2, 6)) {
            return new KeyExchangeGroups(withoutGrade(platform), dhBits, grade, Optional.empty());
        }
        String word = settings.release().atLeast(3, 6) ? "auto" : grade.value().toLowerCase(Locale.ROOT);
        if (word.equals("none") && settings.release().in("3.4-3.5")) {
            word = "auto";
        }
        boolean autoKnown = settings.release().atLeast(3, 2);
        return switch (word) {
            case "none" -> new KeyExchangeGroups(withoutGrade(platform), dhBits, grade, Optional.empty());
            case "strong" -> single(settings.get("tls_eecdh_strong_curve"), dhBits, platform);
            case "ultra" -> single(settings.get("tls_eecdh_ultra_curve"), dhBits, platform);
            case "auto" -> autoKnown ? automatic(settings, dhBits, platform) : invalid(grade, dhBits, platform);
            default -> invalid(grade, dhBits, platform);
        };
    }

    private static KeyExchangeGroups invalid(Setting grade, OptionalInt dhBits, Platform platform) {
        boolean lost = !platform.has(ALWAYS_SINCE);
        return new KeyExchangeGroups(
                withoutGrade(platform), dhBits, grade, Optional.of(new Problem.InvalidCurveGrade(grade, lost)));
    }

    /// OpenSSL 1.1.0 and later exchange keys with curves whether asked to or not.
    private static Known<NamedGroup> withoutGrade(Platform platform) {
        return platform.has(ALWAYS_SINCE) ? Known.all(GroupNames.libraryDefault(platform)) : Known.all(List.of());
    }

    private static KeyExchangeGroups single(Setting curve, OptionalInt dhBits, Platform platform) {
        Optional<NamedGroup> group = GroupNames.find(curve.value(), platform);
        return group.map(found -> new KeyExchangeGroups(Known.all(List.of(found)), dhBits, curve, Optional.empty()))
                .orElseGet(() -> invalid(curve, dhBits, platform));
    }

    private static KeyExchangeGroups automatic(Settings settings, OptionalInt dhBits, Platform platform) {
        Setting curves = settings.get("tls_eecdh_auto_curves");
        Setting more = settings.get("tls_ffdhe_auto_groups");
        List<NamedGroup> groups = GroupNames.list(curves.value() + " " + more.value(), platform);
        return new KeyExchangeGroups(
                Known.all(groups.isEmpty() ? GroupNames.libraryDefault(platform) : groups),
                dhBits,
                curves,
                Optional.empty());
    }

    /// A built-in prime of 1024 bits before 3.1 and of 2048 bits from then on, unless a file is named; from
    /// 3.7 on with OpenSSL 3 the library chooses by the strength of the certificate's key.
    private static OptionalInt dhBits(Settings settings, Platform platform) {
        String file = settings.get("smtpd_tls_dh1024_param_file").value();
        boolean automatic = settings.release().atLeast(3, 7)
                && platform.has(AUTO_DH_SINCE)
                && (file.isEmpty() || file.equalsIgnoreCase("auto"));
        if (automatic || !file.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(settings.release().atLeast(3, 1) ? 2048 : 1024);
    }
}
