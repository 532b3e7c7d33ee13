package postern.dns;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A TLSA record (RFC 6698 section 2.1): what a server's certificate or its issuer must be.
///
/// @param usage        3 DANE-EE, 2 DANE-TA; 0 and 1 are not for mail (RFC 7672 section 3.1.3)
/// @param selector     0 the whole certificate, 1 its public key
/// @param matchingType 0 the thing itself, 1 its SHA-256, 2 its SHA-512
/// @param data         lower-case hexadecimal
public record TlsaRecord(int usage, int selector, int matchingType, String data) {
    /// The data may be written in pieces, in brackets over several lines, and by Postfix with a colon after each byte.
    private static final Pattern TEXT = Pattern.compile(
            "(\\d{1,3})\\s+(\\d{1,3})\\s+(\\d{1,3})\\s+\\(?\\s*([0-9A-Fa-f][0-9A-Fa-f:\\s]*)\\)?\\s*(?:;.*)?");

    private static final int LARGEST_FIELD = 255;
    private static final int SHA256_DIGITS = 64;
    private static final int SHA512_DIGITS = 128;

    /// Whether senders can use a record, and if not, why.
    public enum Usability {
        USABLE,
        /// Usage 0 or 1: senders of mail have no agreed set of public CAs.
        PUBLIC_CA_USAGE,
        /// A number that no standard defines.
        UNKNOWN_NUMBER,
        /// The data has not the length of its digest, or there is none.
        WRONG_LENGTH
    }

    static TlsaRecord of(int usage, int selector, int matchingType, byte[] data) {
        return new TlsaRecord(usage, selector, matchingType, HexFormat.of().formatHex(data));
    }

    /// Reads the form of zone files: `3 1 1 0123…`, the digits in pieces or not.
    ///
    /// @return empty if it is not one
    public static Optional<TlsaRecord> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int usage = Integer.parseInt(matcher.group(1));
        int selector = Integer.parseInt(matcher.group(2));
        int matchingType = Integer.parseInt(matcher.group(3));
        String data = matcher.group(4).replaceAll("[\\s:]+", "").toLowerCase(Locale.ROOT);
        boolean fits = usage <= LARGEST_FIELD && selector <= LARGEST_FIELD && matchingType <= LARGEST_FIELD;
        return fits && data.length() % 2 == 0
                ? Optional.of(new TlsaRecord(usage, selector, matchingType, data))
                : Optional.empty();
    }

    /// Whether senders of mail can use it (RFC 7672 section 3.1).
    public Usability usability() {
        if (usage > 3 || selector > 1 || matchingType > 2) {
            return Usability.UNKNOWN_NUMBER;
        }
        if (usage < 2) {
            return Usability.PUBLIC_CA_USAGE;
        }
        boolean length = switch (matchingType) {
            case 1 -> data.length() == SHA256_DIGITS;
            case 2 -> data.length() == SHA512_DIGITS;
            default -> !data.isEmpty();
        };
        return length ? Usability.USABLE : Usability.WRONG_LENGTH;
    }

    /// Whether it names an issuer (usage 2) and not the server's own certificate.
    public boolean isAnchor() {
        return usage == 2;
    }

    /// As zone files have it.
    @Override
    public String toString() {
        return usage + " " + selector + " " + matchingType + " " + data;
    }
}
