package postern.app.ui;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import postern.diagnosis.Role;

/// What a finding means for the complaint, as icon and colour.
public final class RoleMark {
    private RoleMark() {}

    /// The icon.
    public static Ikon picture(Role role) {
        return switch (role) {
            case CAUSE -> Material2AL.ERROR;
            case CONTRIBUTING -> Material2MZ.WARNING;
            case HARMLESS -> Material2AL.CHECK_CIRCLE_OUTLINE;
            case ADVICE -> Material2AL.LIGHTBULB;
        };
    }

    /// The colour.
    public static String tone(Role role) {
        return switch (role) {
            case CAUSE -> "danger";
            case CONTRIBUTING -> "warning";
            case HARMLESS -> "success";
            case ADVICE -> "accent";
        };
    }
}
