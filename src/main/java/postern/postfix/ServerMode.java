package postern.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How much an SMTP server insists on TLS, as smtpd derives it when it starts (Postfix
/// `src/smtpd/smtpd.c`, `pre_jail_init`).
///
/// @param level    none, may or encrypt
/// @param implicit whether TLS begins with the first byte
/// @param decisive the setting that decides the level
/// @param problems what is wrong with the settings involved
record ServerMode(SecurityLevel level, boolean implicit, Setting decisive, List<Problem> problems) {
    private static final String LEVEL = "smtpd_tls_security_level";

    ServerMode {
        problems = List.copyOf(problems);
    }

    static ServerMode of(Settings settings) {
        var problems = new ArrayList<Problem>();
        Setting wrapper = settings.get("smtpd_tls_wrappermode");
        if (wrapper.isYes()) {
            return new ServerMode(SecurityLevel.ENCRYPT, true, wrapper, problems);
        }
        Setting written = settings.get(LEVEL);
        if (!written.isEmpty()) {
            return new ServerMode(serverLevel(written, problems), false, written, problems);
        }
        Setting enforce = settings.get("smtpd_enforce_tls");
        if (enforce.isYes()) {
            return new ServerMode(SecurityLevel.ENCRYPT, false, enforce, problems);
        }
        Setting use = settings.get("smtpd_use_tls");
        return new ServerMode(use.isYes() ? SecurityLevel.MAY : SecurityLevel.NONE, false, use, problems);
    }

    /// A level beyond `encrypt` is taken as `encrypt`; what is no level, or `dane`, is fatal.
    private static SecurityLevel serverLevel(Setting setting, List<Problem> problems) {
        Optional<SecurityLevel> level = SecurityLevel.named(setting.value());
        if (level.isEmpty()) {
            problems.add(new Problem.InvalidLevel(setting));
            return SecurityLevel.NONE;
        }
        return switch (level.get()) {
            case NONE, MAY, ENCRYPT -> level.get();
            case FINGERPRINT, VERIFY, SECURE -> {
                problems.add(new Problem.LevelTakenAsEncrypt(setting));
                yield SecurityLevel.ENCRYPT;
            }
            case DANE, DANE_ONLY -> {
                problems.add(new Problem.InvalidLevel(setting));
                yield SecurityLevel.NONE;
            }
        };
    }
}
