package postern.diagnosis.cause.answer;

import java.util.Optional;
import postern.diagnosis.Change;
import postern.diagnosis.Target;
import postern.postfix.PostconfEdits;
import postern.postfix.Setting;

/// Taking a setting out, so that the release's default applies.
public final class Removal {
    private Removal() {}

    /// `postconf -X` since Postfix 2.10; it edits main.cf only.
    public static Change of(Setting setting) {
        boolean inMaster = "master.cf".equals(setting.file());
        return new Change(
                inMaster ? Target.MASTER_CF : Target.MAIN_CF,
                Optional.empty(),
                Optional.of(setting.name()),
                Optional.of(""),
                inMaster ? Optional.empty() : Optional.of(PostconfEdits.remove(setting.name())));
    }
}
