package postern.postfix;

import org.jspecify.annotations.Nullable;

/// The value of a parameter as a daemon sees it, and where it comes from.
///
/// @param name    the parameter
/// @param value   the value with all `$name` in it replaced
/// @param written the value before that
/// @param file    `main.cf` or `master.cf`; null for a built-in default
/// @param line    the line of that file, counted from 1; 0 for a built-in default
public record Setting(
        String name, String value, String written, @Nullable String file, int line) {

    /// Whether nobody wrote it.
    public boolean isDefault() {
        return file == null;
    }

    /// Whether the value is empty.
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /// Whether a boolean parameter is switched on; only `yes`, in any case, is on (Postfix
    /// `src/global/mail_conf_bool.c`).
    public boolean isYes() {
        return value.equalsIgnoreCase("yes");
    }
}
