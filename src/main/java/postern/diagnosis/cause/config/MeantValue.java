package postern.diagnosis.cause.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import postern.diagnosis.Change;
import postern.diagnosis.Facts;
import postern.diagnosis.cause.answer.Removal;
import postern.postfix.Setting;

/// What a value of main.cf that no release understands was meant for. To take the setting out would do the
/// opposite where the default is off: it would switch TLS off, or allow passwords without it.
final class MeantValue {
    private static final Pattern LEVEL = Pattern.compile("smtpd?_tls_security_level");
    private static final Pattern SWITCH = Pattern.compile("(smtpd?)_use_tls");
    private static final Pattern NO = Pattern.compile("(?i)false|off|0|disabled?");
    /// Postfix knows `yes` and `no` alone (`src/global/mail_conf_bool.c`).
    private static final Pattern YES = Pattern.compile("(?i)true|on|1|enabled?");

    private MeantValue() {}

    static List<Change> of(Setting setting, Facts facts) {
        var tls = SWITCH.matcher(setting.name());
        boolean no = NO.matcher(setting.value()).matches();
        if (tls.matches() && !no) {
            return switchedOn(setting, tls.group(1) + "_tls_security_level", facts);
        }
        if (LEVEL.matcher(setting.name()).matches()) {
            return List.of(no ? Removal.of(setting) : Change.mainCf(setting.name(), "may"));
        }
        boolean yes = YES.matcher(setting.value()).matches();
        return List.of(yes || no ? Change.mainCf(setting.name(), yes ? "yes" : "no") : Removal.of(setting));
    }

    /// The levels are there since Postfix 2.3.
    private static List<Change> switchedOn(Setting setting, String level, Facts facts) {
        if (!facts.platform().platform().postfix().atLeast(2, 3)) {
            return List.of(Change.mainCf(setting.name(), "yes"));
        }
        boolean set = facts.evidence()
                .mainCf()
                .flatMap(given -> given.content().entry(level))
                .isPresent();
        List<Change> changes = new ArrayList<>(List.of(Removal.of(setting)));
        if (!set) {
            changes.addFirst(Change.mainCf(level, "may"));
        }
        return changes;
    }
}
