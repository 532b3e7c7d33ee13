package postern.redaction;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/// A certificate with stand-ins for the names in it. Its serial number, by which public logs find certificates,
/// is gone; dates, algorithms and uses stay. Its signature fits no more, so what was found out by it must be
/// kept beside it.
final class StandInCertificate {
    private final UnaryOperator<String> redaction;

    StandInCertificate(UnaryOperator<String> redaction) {
        this.redaction = redaction;
    }

    /// The certificate with stand-ins; the same bytes where it names nobody, as those of public authorities do, and
    /// where they are no certificate.
    byte[] of(byte[] der) {
        try {
            Certificate certificate = Certificate.getInstance(der);
            TBSCertificate told = certificate.getTBSCertificate();
            X500Name subject = name(told.getSubject());
            X500Name issuer = name(told.getIssuer());
            Extensions extensions = extensions(told.getExtensions());
            boolean same = subject.equals(told.getSubject())
                    && issuer.equals(told.getIssuer())
                    && names(extensions).equals(names(told.getExtensions()));
            return same ? der : encoded(certificate, subject, issuer, extensions);
        } catch (IOException | RuntimeException _) {
            // Malformed contents are reported by unchecked exceptions.
            return new byte[0];
        }
    }

    private static byte[] encoded(Certificate certificate, X500Name subject, X500Name issuer, Extensions extensions)
            throws IOException {
        TBSCertificate told = certificate.getTBSCertificate();
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new org.bouncycastle.asn1.ASN1Integer(BigInteger.ONE));
        generator.setSignature(told.getSignature());
        generator.setIssuer(issuer);
        generator.setSubject(subject);
        generator.setStartDate(told.getStartDate());
        generator.setEndDate(told.getEndDate());
        generator.setSubjectPublicKeyInfo(told.getSubjectPublicKeyInfo());
        if (extensions.getExtensionOIDs().length > 0) {
            generator.setExtensions(extensions);
        }
        return new DERSequence(new ASN1Encodable[] {
                    generator.generateTBSCertificate(),
                    certificate.getSignatureAlgorithm(),
                    new DERBitString(certificate.getSignature().getBytes())
                })
                .getEncoded();
    }

    private X500Name name(X500Name name) {
        return new X500Name(Arrays.stream(name.getRDNs()).map(this::part).toArray(RDN[]::new));
    }

    private RDN part(RDN part) {
        return new RDN(Arrays.stream(part.getTypesAndValues()).map(this::value).toArray(AttributeTypeAndValue[]::new));
    }

    /// Written as text prints it, so that the same rules find it.
    private AttributeTypeAndValue value(AttributeTypeAndValue value) {
        String start = BCStyle.INSTANCE.oidToDisplayName(value.getType()) + "=";
        String text = IETFUtils.valueToString(value.getValue());
        String redacted = redaction.apply(start + text).substring(start.length());
        return redacted.equals(text) ? value : new AttributeTypeAndValue(value.getType(), new DERUTF8String(redacted));
    }

    private static String names(Extensions extensions) {
        Extension names = extensions == null ? null : extensions.getExtension(Extension.subjectAlternativeName);
        return names == null ? "" : names.getParsedValue().toString();
    }

    private Extensions extensions(Extensions told) throws IOException {
        var generator = new ExtensionsGenerator();
        if (told != null) {
            for (var id : told.getExtensionOIDs()) {
                Extension extension = told.getExtension(id);
                if (id.equals(Extension.subjectAlternativeName)) {
                    generator.addExtension(id, extension.isCritical(), names(extension));
                } else if (!isTransparency(extension)) {
                    generator.addExtension(extension);
                }
            }
        }
        return generator.isEmpty() ? new Extensions(new Extension[0]) : generator.generate();
    }

    /// Proof that the certificate stands in public logs (RFC 6962 section 3.3).
    private static boolean isTransparency(Extension extension) {
        return extension.getExtnId().getId().equals("1.3.6.1.4.1.11129.2.4.2");
    }

    private GeneralNames names(Extension extension) {
        return new GeneralNames(Arrays.stream(
                        GeneralNames.getInstance(extension.getParsedValue()).getNames())
                .map(this::name)
                .toArray(GeneralName[]::new));
    }

    private GeneralName name(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName, GeneralName.rfc822Name, GeneralName.uniformResourceIdentifier ->
                new GeneralName(
                        name.getTagNo(),
                        new DERIA5String(redaction.apply(
                                DERIA5String.getInstance(name.getName()).getString())));
            case GeneralName.iPAddress -> address(name);
            default -> new GeneralName(GeneralName.dNSName, "name.example");
        };
    }

    private GeneralName address(GeneralName name) {
        try {
            byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
            return new GeneralName(
                    GeneralName.iPAddress,
                    redaction.apply(InetAddress.getByAddress(octets).getHostAddress()));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException("An address has 4 or 16 bytes.", e);
        }
    }
}
