package postern.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Distinguished names as OpenSSL prints them, rewritten as [postern.certificate.Certificate] writes them:
/// `C=US, O=Example\, Inc., CN=Example Root`.
///
/// OpenSSL writes `/C=US/O=Example, Inc./CN=Example Root` up to 1.0.2 (`X509_NAME_oneline`),
/// `C = US, O = "Example, Inc.", CN = Example Root` from 1.1.0 and without the spaces around `=` from 3.2
/// (`XN_FLAG_ONELINE`, `apps/lib/apps.c`).
final class NameText {
    private static final Pattern SLASH = Pattern.compile("/(?=[A-Za-z][A-Za-z0-9.]*=)");
    private static final Pattern SLASH_PLUS = Pattern.compile("\\+(?=[A-Za-z][A-Za-z0-9.]*=)");
    private static final Pattern PART = Pattern.compile(
            "\\s*([A-Za-z0-9.]+) ?= ?(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|((?:[^,+\\\\]|\\\\.|\\+(?! ))*+))([,+]?)");
    private static final Pattern TO_ESCAPE = Pattern.compile("[,+\"\\\\<>;=]");
    private static final Map<String, String> SYMBOLS = Map.of(
            "emailAddress", "E",
            "serialNumber", "SERIALNUMBER",
            "postalCode", "PostalCode",
            "street", "STREET",
            "SN", "SURNAME",
            "GN", "GIVENNAME",
            "title", "T",
            "businessCategory", "BusinessCategory",
            "telephoneNumber", "TelephoneNumber");

    private NameText() {}

    /// Rewrites a name; one that is not understood comes back as it is.
    static String rewritten(String printed) {
        String name = printed.strip();
        return name.startsWith("/") ? slashes(name) : commas(name);
    }

    private static String slashes(String name) {
        List<String> parts = new ArrayList<>();
        for (String part : SLASH.split(name.substring(1), -1)) {
            List<String> attributes = new ArrayList<>();
            for (String attribute : SLASH_PLUS.split(part, -1)) {
                int equals = attribute.indexOf('=');
                attributes.add(
                        equals < 0
                                ? attribute
                                : attribute(attribute.substring(0, equals), escaped(attribute.substring(equals + 1))));
            }
            parts.add(String.join("+", attributes));
        }
        return String.join(", ", parts);
    }

    private static String commas(String name) {
        var rewritten = new StringBuilder();
        Matcher part = PART.matcher(name);
        int end = 0;
        while (part.lookingAt()) {
            String quoted = part.group(2);
            String value = escaped(unescaped(quoted == null ? part.group(3).strip() : quoted));
            rewritten.append(attribute(part.group(1), value));
            rewritten.append(part.group(4).equals(",") ? ", " : part.group(4));
            end = part.end();
            part.region(end, name.length());
        }
        return end == name.length() ? rewritten.toString() : name;
    }

    private static String attribute(String key, String value) {
        return SYMBOLS.getOrDefault(key, key) + "=" + value;
    }

    private static String escaped(String value) {
        return TO_ESCAPE.matcher(value).replaceAll("\\\\$0");
    }

    private static String unescaped(String value) {
        return value.replaceAll("\\\\(.)", "$1");
    }
}
