package postern.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import postern.tls.KeyType;

/// Takes a certificate apart. May throw unchecked exceptions on malformed contents.
final class CertificateReading {
    private static final int MAX_NAMES = 1000;

    private CertificateReading() {}

    static CertificateDetails details(X509CertificateHolder holder) throws IOException {
        SubjectPublicKeyInfo key = holder.getSubjectPublicKeyInfo();
        KeyType keyType = keyType(key.getAlgorithm().getAlgorithm());
        return new CertificateDetails(
                holder.getNotBefore().toInstant(),
                holder.getNotAfter().toInstant(),
                names(holder),
                keyType,
                keyBits(key, keyType),
                new DefaultAlgorithmNameFinder().getAlgorithmName(holder.getSignatureAlgorithm()),
                isAuthority(holder),
                sha256(holder.getEncoded()),
                holder);
    }

    private static boolean isAuthority(X509CertificateHolder holder) {
        BasicConstraints constraints = BasicConstraints.fromExtensions(holder.getExtensions());
        return constraints != null && constraints.isCA();
    }

    private static List<String> names(X509CertificateHolder holder) {
        GeneralNames names = GeneralNames.fromExtensions(holder.getExtensions(), Extension.subjectAlternativeName);
        return names == null
                ? List.of()
                : Arrays.stream(names.getNames())
                        .limit(MAX_NAMES)
                        .flatMap(name -> text(name).stream())
                        .toList();
    }

    private static Optional<String> text(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName ->
                Optional.of(DistinguishedNames.printable(
                        DERIA5String.getInstance(name.getName()).getString()));
            case GeneralName.iPAddress ->
                address(ASN1OctetString.getInstance(name.getName()).getOctets());
            default -> Optional.empty();
        };
    }

    private static Optional<String> address(byte[] octets) {
        try {
            return Optional.of(InetAddress.getByAddress(octets).getHostAddress());
        } catch (java.net.UnknownHostException _) {
            return Optional.empty();
        }
    }

    static KeyType keyType(ASN1ObjectIdentifier algorithm) {
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                || algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return KeyType.RSA;
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return KeyType.EC;
        }
        if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
            return KeyType.ED25519;
        }
        if (algorithm.equals(EdECObjectIdentifiers.id_Ed448)) {
            return KeyType.ED448;
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_dsa)) {
            return KeyType.DSA;
        }
        if (algorithm.equals(X9ObjectIdentifiers.dhpublicnumber)
                || algorithm.equals(PKCSObjectIdentifiers.dhKeyAgreement)) {
            return KeyType.DH;
        }
        String id = algorithm.getId();
        // 1.2.643.2.2 and 1.2.643.7.1.1.1: GOST R 34.10 (RFC 4491, RFC 9215); 2.16.840.1.101.3.4.3.17-19: RFC 9881.
        if (id.startsWith("1.2.643.2.2.") || id.startsWith("1.2.643.7.1.1.1.")) {
            return KeyType.GOST;
        }
        return id.matches("2\\.16\\.840\\.1\\.101\\.3\\.4\\.3\\.1[789]") ? KeyType.ML_DSA : KeyType.OTHER;
    }

    static int keyBits(SubjectPublicKeyInfo key, KeyType type) throws IOException {
        return switch (type) {
            case RSA ->
                RSAPublicKey.getInstance(key.parsePublicKey()).getModulus().bitLength();
            case EC -> fieldBits(X962Parameters.getInstance(key.getAlgorithm().getParameters()));
            case DSA -> dsaBits(key);
            case ED25519 -> 256;
            case ED448 -> 456;
            case DH, GOST, ML_DSA, OTHER -> key.getPublicKeyData().getBytes().length * 8;
        };
    }

    private static int fieldBits(X962Parameters parameters) {
        X9ECParameters curve = parameters.isNamedCurve()
                ? ECNamedCurveTable.getByOID(ASN1ObjectIdentifier.getInstance(parameters.getParameters()))
                : X9ECParameters.getInstance(parameters.getParameters());
        return curve == null ? 0 : curve.getCurve().getFieldSize();
    }

    private static int dsaBits(SubjectPublicKeyInfo key) {
        return Optional.ofNullable(key.getAlgorithm().getParameters())
                .map(DSAParameter::getInstance)
                .map(DSAParameter::getP)
                .map(BigInteger::bitLength)
                .orElse(0);
    }

    private static String sha256(byte[] encoded) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
