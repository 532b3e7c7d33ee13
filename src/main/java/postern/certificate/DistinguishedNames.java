package postern.certificate;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/// Distinguished names as text.
public final class DistinguishedNames {
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|[,/+])\\s*CN\\s*=\\s*((?:[^,/+\\\\]|\\\\.)*)");

    /// Control and format characters, which could hide or reorder what a person reads.
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");

    private static final int MAX_LENGTH = 1000;

    private DistinguishedNames() {}

    /// The last common name in a distinguished name written with commas or slashes.
    public static Optional<String> commonName(String name) {
        return COMMON_NAME
                .matcher(name)
                .results()
                .map(match -> match.group(1).strip())
                .filter(text -> !text.isEmpty())
                .reduce((_, last) -> last);
    }

    /// A name in the order of its parts in the certificate, joined by a comma and a space.
    static String text(X500Name name) {
        String text =
                Arrays.stream(name.getRDNs()).map(DistinguishedNames::part).collect(Collectors.joining(", "));
        return printable(text);
    }

    /// The text with characters that do not print shown as `\x{…}`, cut after a thousand characters.
    static String printable(String text) {
        String printable = UNPRINTABLE
                .matcher(text)
                .replaceAll(match -> "\\\\x{%x}".formatted(match.group().codePointAt(0)));
        return printable.length() <= MAX_LENGTH ? printable : printable.substring(0, MAX_LENGTH) + "…";
    }

    private static String part(RDN rdn) {
        return Arrays.stream(rdn.getTypesAndValues())
                .map(attribute -> symbol(attribute.getType()) + "=" + IETFUtils.valueToString(attribute.getValue()))
                .collect(Collectors.joining("+"));
    }

    private static String symbol(ASN1ObjectIdentifier type) {
        String symbol = BCStyle.INSTANCE.oidToDisplayName(type);
        return symbol == null ? type.getId() : symbol;
    }
}
