package postern.example;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The chain of the built-in case, made anew at each start: server, intermediate, an authority that an older root
/// has certified, and that root itself.
///
/// @param chain     as the server sends it, its own certificate first, the root last
/// @param serverKey the key of the first
record ExampleCertificates(List<X509CertificateHolder> chain, KeyPair serverKey) {
    private static final String ROOT =
            "C=SE,O=Example Trust AB,OU=Example Trust External Network,CN=Example Trust External CA Root";
    private static final String AUTHORITY =
            "C=GB,ST=Greater Manchester,L=Salford,O=Example CA Limited,CN=Example RSA Certification Authority";
    private static final String INTERMEDIATE = "C=GB,ST=Greater Manchester,L=Salford,O=Example CA Limited,"
            + "CN=Example RSA Domain Validation Secure Server CA";
    private static final String SERVER = "OU=Domain Control Validated,CN=mail.example.com";

    ExampleCertificates {
        chain = List.copyOf(chain);
    }

    static ExampleCertificates make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair root = generator.generateKeyPair();
            KeyPair authority = generator.generateKeyPair();
            KeyPair intermediate = generator.generateKeyPair();
            KeyPair server = generator.generateKeyPair();
            return new ExampleCertificates(
                    List.of(
                            certificate(SERVER, server, INTERMEDIATE, intermediate, 2014, 2015, false),
                            certificate(INTERMEDIATE, intermediate, AUTHORITY, authority, 2014, 2029, true),
                            certificate(AUTHORITY, authority, ROOT, root, 2000, 2020, true),
                            certificate(ROOT, root, ROOT, root, 2000, 2020, true)),
                    server);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("This Java cannot make RSA certificates", e);
        }
    }

    private static X509CertificateHolder certificate(
            String subject, KeyPair key, String issuer, KeyPair issuerKey, int from, int until, boolean authority)
            throws OperatorCreationException, CertIOException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(1_000_000L + subject.hashCode()).abs(),
                firstOfJune(from),
                firstOfJune(until),
                new X500Name(subject),
                key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (!authority) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "mail.example.com"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            }));
        }
        return builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuerKey.getPrivate()));
    }

    private static Date firstOfJune(int year) {
        return Date.from(LocalDate.of(year, 6, 1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
