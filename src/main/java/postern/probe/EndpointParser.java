package postern.probe;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.language.Language;
import postern.language.Words;

/// Understands what people type for a server: `mail.example.com`, `mail.example.com:25`,
/// `mail.example.com[192.0.2.25]:25`, `[2001:db8::1]:25`, `2001:db8::1`, `someone@example.com`,
/// `smtp://mail.example.com`.
public final class EndpointParser {
    private static final Words WORDS = Words.beside(EndpointParser.class, "probe");
    private static final Pattern BRACKETED = Pattern.compile("\\[(?:IPv6:)?([0-9a-fA-F:.]+)](?::(\\d{1,5}))?");
    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}");
    private static final Pattern ADDRESSED =
            Pattern.compile("([^\\s:/@\\[\\]]+?)\\.?\\[([0-9a-fA-F:.]+)](?::(\\d{1,5}))?");
    private static final Pattern HOST = Pattern.compile("([^\\s:/@]+?)\\.?(?::(\\d{1,5}))?");
    private static final Pattern SCHEME = Pattern.compile("(?i)^(smtps?|submissions?|imaps?|pop3s?)://");
    private static final Pattern LABEL = Pattern.compile("(?!-)[A-Za-z0-9_-]{1,63}(?<!-)");

    private EndpointParser() {}

    /// What came of it.
    public sealed interface Parsed {}

    /// A server.
    public record Understood(Endpoint endpoint) implements Parsed {}

    /// Not a server.
    ///
    /// @param sentence what would be one
    public record NotUnderstood(String sentence) implements Parsed {}

    /// Understands a text.
    ///
    /// @param service what is spoken there; empty for what is usual on the port
    public static Parsed parse(String text, Optional<Service> service) {
        String rest = text.strip();
        Optional<Service> wanted = service;
        Matcher scheme = SCHEME.matcher(rest);
        if (scheme.find()) {
            wanted = service.or(() -> Service.named(scheme.group(1).toLowerCase(java.util.Locale.ROOT)));
            rest = rest.substring(scheme.end()).replaceFirst("/.*$", "");
        }
        int at = rest.lastIndexOf('@');
        if (at >= 0) {
            rest = rest.substring(at + 1);
        }
        Matcher bracketed = BRACKETED.matcher(rest);
        if (bracketed.matches()) {
            return endpoint(bracketed.group(1), Optional.ofNullable(bracketed.group(2)), wanted);
        }
        if (BARE_IPV6.matcher(rest).matches()) {
            return endpoint(rest, Optional.empty(), wanted);
        }
        Matcher addressed = ADDRESSED.matcher(rest);
        if (addressed.matches()) {
            return addressed(addressed, wanted);
        }
        Matcher host = HOST.matcher(rest);
        return host.matches() ? named(host, wanted) : notUnderstood("not-a-server");
    }

    private static Parsed named(Matcher host, Optional<Service> service) {
        String name;
        try {
            name = IDN.toASCII(host.group(1));
        } catch (IllegalArgumentException _) {
            return notUnderstood("not-a-server");
        }
        boolean valid = name.length() <= 253
                && java.util.Arrays.stream(name.split("\\.", -1)).allMatch(LABEL.asMatchPredicate());
        return valid ? endpoint(name, Optional.ofNullable(host.group(2)), service) : notUnderstood("not-a-server");
    }

    /// One address of a host, written as Postfix logs it.
    private static Parsed addressed(Matcher text, Optional<Service> service) {
        Matcher host = HOST.matcher(text.group(1) + (text.group(3) == null ? "" : ":" + text.group(3)));
        try {
            return host.matches() && named(host, service) instanceof Understood(Endpoint endpoint)
                    ? new Understood(endpoint.at(InetAddress.ofLiteral(text.group(2))))
                    : notUnderstood("not-a-server");
        } catch (IllegalArgumentException _) {
            return notUnderstood("not-a-server");
        }
    }

    private static Parsed endpoint(String host, Optional<String> portText, Optional<Service> service) {
        int port = portText.map(Integer::parseInt)
                .orElse(service.orElse(Service.SMTP).port());
        if (port < 1 || port > 65535) {
            return notUnderstood("not-a-port");
        }
        return new Understood(new Endpoint(host, port, service.orElseGet(() -> Service.onPort(port))));
    }

    private static Parsed notUnderstood(String key) {
        return new NotUnderstood(WORDS.plain(Language.spoken(), key));
    }
}
