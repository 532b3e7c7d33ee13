package postern.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A name with a key that issues certificates for tests.
public record Authority(String name, KeyPair key) {
    public static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    public static final Instant AT = Instant.parse("2022-06-01T00:00:00Z");
    public static final Instant UNTIL = Instant.parse("2030-01-01T00:00:00Z");

    private static final Map<String, KeyPair> KEYS = new HashMap<>();
    private static final AtomicInteger SERIAL = new AtomicInteger(1);

    /// An authority with a key on the curve P-256, the same for the same name.
    public static Authority named(String name) {
        return new Authority("O=Example " + name + ",CN=" + name, key(name, "EC", 256));
    }

    public static synchronized KeyPair key(String owner, String algorithm, int bits) {
        return KEYS.computeIfAbsent(owner + algorithm + bits, _ -> generated(algorithm, bits));
    }

    private static KeyPair generated(String algorithm, int bits) {
        try {
            // Java's own provider has no curves below 256 bits.
            KeyPairGenerator generator = algorithm.equals("EC") && bits < 256
                    ? KeyPairGenerator.getInstance(algorithm, new BouncyCastleProvider())
                    : KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A certificate that this authority is to issue.
    public Draft issues(Authority subject) {
        return new Draft(this, subject.name, subject.key)
                .extension(Extension.basicConstraints, new BasicConstraints(true));
    }

    public Draft issuesServer(String subject, KeyPair subjectKey, String... names) {
        Draft draft = new Draft(this, subject, subjectKey)
                .extension(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        if (names.length > 0) {
            draft.extension(Extension.subjectAlternativeName, names(names));
        }
        return draft;
    }

    private static GeneralNames names(String... names) {
        List<GeneralName> all = new ArrayList<>();
        for (String name : names) {
            boolean address = name.contains(":") || name.matches("[0-9.]+");
            all.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name));
        }
        return new GeneralNames(all.toArray(GeneralName[]::new));
    }

    /// A certificate in the making: valid around [#AT], signed with SHA-256, unless told otherwise.
    public static final class Draft {
        private final Authority issuer;
        private final String subject;
        private final KeyPair subjectKey;
        private final Map<ASN1ObjectIdentifier, ASN1Encodable> extensions = new HashMap<>();
        private final Set<ASN1ObjectIdentifier> critical = new HashSet<>();
        private Instant notBefore = FROM;
        private Instant notAfter = UNTIL;
        private String hash = "SHA256";
        private boolean plain;

        private Draft(Authority issuer, String subject, KeyPair subjectKey) {
            this.issuer = issuer;
            this.subject = subject;
            this.subjectKey = subjectKey;
        }

        public Draft valid(Instant from, Instant until) {
            notBefore = from;
            notAfter = until;
            return this;
        }

        public Draft expired() {
            return valid(FROM, AT.minusSeconds(1));
        }

        public Draft notYetValid() {
            return valid(AT.plusSeconds(1), UNTIL);
        }

        public Draft signedWith(String newHash) {
            hash = newHash;
            return this;
        }

        public Draft extension(ASN1ObjectIdentifier type, ASN1Encodable value) {
            extensions.put(type, value);
            return this;
        }

        /// Of version 1, which has no extensions.
        public Draft plain() {
            plain = true;
            return this;
        }

        public Draft critical(ASN1ObjectIdentifier type, ASN1Encodable value) {
            critical.add(type);
            return extension(type, value);
        }

        public Draft without(ASN1ObjectIdentifier type) {
            extensions.remove(type);
            return this;
        }

        public Certificate make() {
            try {
                return CertificateParser.der(holder().getEncoded());
            } catch (java.io.IOException | MalformedCertificateException e) {
                throw new IllegalStateException(e);
            }
        }

        public X509CertificateHolder holder() {
            try {
                String algorithm = issuer.key.getPrivate().getAlgorithm().equals("RSA") ? "withRSA" : "withECDSA";
                ContentSigner signer = new JcaContentSignerBuilder(hash + algorithm).build(issuer.key.getPrivate());
                if (plain) {
                    return new JcaX509v1CertificateBuilder(
                                    new X500Name(issuer.name),
                                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                                    Date.from(notBefore),
                                    Date.from(notAfter),
                                    new X500Name(subject),
                                    subjectKey.getPublic())
                            .build(signer);
                }
                var builder = new JcaX509v3CertificateBuilder(
                        new X500Name(issuer.name),
                        BigInteger.valueOf(SERIAL.incrementAndGet()),
                        Date.from(notBefore),
                        Date.from(notAfter),
                        new X500Name(subject),
                        subjectKey.getPublic());
                for (var extension : extensions.entrySet()) {
                    builder.addExtension(
                            extension.getKey(), critical.contains(extension.getKey()), extension.getValue());
                }
                return builder.build(signer);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
