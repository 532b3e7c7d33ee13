package postern.certificate;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

/// A chain made from a description such as `server(expired) lower upper`: names with what is special about them.
/// `lower` issues `server`, `upper` issues `lower`, `root` issues `upper`; all others issue themselves, unless `by=`
/// says otherwise. The same words always make the same certificate.
record DescribedChain(CertificateChain sent, List<Certificate> anchors) {
    static final ASN1ObjectIdentifier TLS_FEATURE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");
    static final ASN1ObjectIdentifier NOBODY_KNOWS = new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.1");
    private static final Pattern ONE = Pattern.compile("(\\w[\\w-]*)(?:\\(([^)]*)\\))?");
    private static final Map<String, String> ISSUERS = Map.of("server", "lower", "lower", "upper", "upper", "root");
    private static final Set<String> TRUST = Set.of("root", "upper", "lower");
    private static final Map<String, Certificate> MADE = new HashMap<>();
    private static final Map<String, KeyPurposeId> PURPOSES = Map.of(
            "server",
            KeyPurposeId.id_kp_serverAuth,
            "client",
            KeyPurposeId.id_kp_clientAuth,
            "mail",
            KeyPurposeId.id_kp_emailProtection,
            "any",
            KeyPurposeId.anyExtendedKeyUsage);
    private static final Map<String, Integer> USAGES = Map.of(
            "sign",
            KeyUsage.digitalSignature,
            "encipher",
            KeyUsage.keyEncipherment,
            "agree",
            KeyUsage.keyAgreement,
            "certificates",
            KeyUsage.keyCertSign,
            "lists",
            KeyUsage.cRLSign);

    private static final Map<String, Function<String, KeyPair>> KEYS = Map.of(
            "EC256", who -> Authority.key(who, "EC", 256),
            "EC192", who -> Authority.key(who, "EC", 192),
            "EC224", who -> Authority.key(who, "EC", 224),
            "EC384", who -> Authority.key(who, "EC", 384),
            "RSA512", who -> Authority.key(who, "RSA", 512),
            "RSA1024", who -> Authority.key(who, "RSA", 1024),
            "RSA2048", who -> Authority.key(who, "RSA", 2048),
            "Ed25519", who -> Authority.key(who, "Ed25519", 255),
            "another", who -> Authority.key("another " + who, "EC", 256));

    static DescribedChain of(String sent, String anchors) {
        return new DescribedChain(new CertificateChain(certificates(sent)), certificates(anchors));
    }

    ChainAssessment assessment(String asked) {
        return ChainCheck.assess(sent, TrustAnchors.of(anchors), Authority.AT, Optional.of(asked));
    }

    private static List<Certificate> certificates(String description) {
        return ONE.matcher(description).results().map(one -> made(one.group())).toList();
    }

    private static synchronized Certificate made(String description) {
        Certificate known = MADE.get(description);
        if (known == null) {
            Matcher one = ONE.matcher(description);
            if (!one.matches()) {
                throw new IllegalArgumentException(description);
            }
            known = drafted(one.group(1), Words.of(one.group(2)));
            MADE.put(description, known);
        }
        return known;
    }

    private static Certificate drafted(String who, Words words) {
        String by = words.value("by").orElse(ISSUERS.getOrDefault(who, who));
        Authority issuer = authority(by, words.value("issuer-key"));
        Authority subject = authority(who, words.value("key"));
        boolean server = who.equals("server");
        Authority.Draft draft = server
                ? issuer.issuesServer(
                        subject.name(),
                        subject.key(),
                        words.value("names").orElse("mail.example.com").split("\\+"))
                : issuer.issues(subject);
        words.all().forEach(word -> apply(word, draft, server));
        return draft.make();
    }

    /// The authority of that name; keys may differ under one name.
    private static Authority authority(String who, Optional<String> key) {
        boolean trust = TRUST.contains(who);
        String common = Character.toUpperCase(who.charAt(0)) + who.substring(1);
        String name = who.equals("server")
                ? "CN=mail.example.com"
                : "O=Example " + (trust ? "Trust" : common) + ",CN=" + common;
        return new Authority(
                name, Objects.requireNonNull(KEYS.get(key.orElse("EC256")), who).apply(who));
    }

    private static void apply(String word, Authority.Draft draft, boolean server) {
        String[] parts = word.split("=", 2);
        String value = parts.length > 1 ? parts[1] : "";
        switch (parts[0]) {
            case "expired" -> draft.expired();
            case "future" -> draft.notYetValid();
            case "last-day" -> draft.valid(Authority.FROM, Authority.AT);
            case "SHA1", "MD5", "SHA224", "SHA512" -> draft.signedWith(parts[0]);
            case "plain" -> draft.plain();
            case "ca" -> authority(value, draft, server);
            case "pathlen" ->
                draft.extension(Extension.basicConstraints, new BasicConstraints(Integer.parseInt(value)));
            case "usage" -> draft.critical(Extension.keyUsage, new KeyUsage(usages(value)));
            case "purpose" -> draft.extension(Extension.extendedKeyUsage, purposes(value));
            case "no-purpose" -> draft.without(Extension.extendedKeyUsage);
            case "no-names" -> draft.without(Extension.subjectAlternativeName);
            case "permit" -> draft.critical(Extension.nameConstraints, constraints(value, true));
            case "exclude" -> draft.critical(Extension.nameConstraints, constraints(value, false));
            case "critical" -> draft.critical(NOBODY_KNOWS, DERNull.INSTANCE);
            case "optional" -> draft.extension(NOBODY_KNOWS, DERNull.INSTANCE);
            case "staple" -> draft.extension(TLS_FEATURE, new DERSequence(new ASN1Integer(5)));
            case "feature" -> draft.extension(TLS_FEATURE, new DERSequence(new ASN1Integer(Integer.parseInt(value))));
            case "by", "key", "issuer-key", "names" -> {
                // Told before.
            }
            default -> throw new IllegalArgumentException(word);
        }
    }

    private static void authority(String value, Authority.Draft draft, boolean server) {
        switch (value) {
            case "no" -> draft.extension(Extension.basicConstraints, new BasicConstraints(false));
            case "yes" -> draft.extension(Extension.basicConstraints, new BasicConstraints(server));
            default -> draft.without(Extension.basicConstraints);
        }
    }

    private static int usages(String names) {
        return Arrays.stream(names.split("\\+")).mapToInt(USAGES::get).reduce(0, (one, other) -> one | other);
    }

    private static ExtendedKeyUsage purposes(String names) {
        return new ExtendedKeyUsage(
                Arrays.stream(names.split("\\+")).map(PURPOSES::get).toArray(KeyPurposeId[]::new));
    }

    private static NameConstraints constraints(String names, boolean permitted) {
        GeneralSubtree[] trees = Arrays.stream(names.split("\\+"))
                .map(name -> new GeneralSubtree(
                        new GeneralName(name.contains("/") ? GeneralName.iPAddress : GeneralName.dNSName, name)))
                .toArray(GeneralSubtree[]::new);
        return new NameConstraints(permitted ? trees : null, permitted ? null : trees);
    }

    /// What stands in parentheses.
    private record Words(List<String> all) {
        static Words of(@Nullable String text) {
            return new Words(text == null ? List.of() : Arrays.asList(text.split(",")));
        }

        Optional<String> value(String name) {
            return all.stream()
                    .filter(word -> word.startsWith(name + "="))
                    .map(word -> word.substring(name.length() + 1))
                    .findFirst();
        }
    }
}
