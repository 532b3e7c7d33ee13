package postern.certificate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.cert.X509CertificateHolder;

/// Reads certificates. Whatever the bytes are, the answer is a certificate or a
/// [MalformedCertificateException].
public final class CertificateParser {
    /// The largest certificate read, in bytes. Real ones seldom exceed 8 kB.
    public static final int MAX_BYTES = 64 * 1024;

    /// The most certificates read from one text: enough for a bundle of all public roots.
    public static final int MAX_CERTIFICATES = 1000;

    /// RFC 7468 section 5; OpenSSL also writes the two other labels.
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----([^-]*+)-----END \\1-----", Pattern.CASE_INSENSITIVE);

    private CertificateParser() {}

    /// Reads one certificate in its binary form (DER).
    public static Certificate der(byte[] encoded) throws MalformedCertificateException {
        if (encoded.length > MAX_BYTES) {
            throw new MalformedCertificateException("The certificate is larger than " + MAX_BYTES + " bytes.");
        }
        try {
            return certificate(new X509CertificateHolder(encoded));
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle reports some malformed contents by unchecked exceptions.
            var malformed = new MalformedCertificateException("The bytes are not a certificate.");
            malformed.initCause(e);
            throw malformed;
        }
    }

    /// Reads all certificates in a PEM text, in order. Everything else in the text is skipped, private keys
    /// too.
    ///
    /// @return at least one certificate
    /// @throws MalformedCertificateException if there is none or one of them cannot be read
    public static List<Certificate> pem(CharSequence text) throws MalformedCertificateException {
        var certificates = new ArrayList<Certificate>();
        Matcher matcher = PEM.matcher(text);
        while (matcher.find()) {
            if (certificates.size() == MAX_CERTIFICATES) {
                throw new MalformedCertificateException("There are more than " + MAX_CERTIFICATES + " certificates.");
            }
            certificates.add(der(decoded(matcher.group(2))));
        }
        if (certificates.isEmpty()) {
            throw new MalformedCertificateException("There is no line with BEGIN CERTIFICATE.");
        }
        return List.copyOf(certificates);
    }

    static Certificate certificate(X509CertificateHolder holder) throws IOException {
        return new Certificate(
                DistinguishedNames.text(holder.getSubject()),
                DistinguishedNames.text(holder.getIssuer()),
                Optional.of(CertificateReading.details(holder)));
    }

    private static byte[] decoded(String base64) throws MalformedCertificateException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            var malformed = new MalformedCertificateException("The certificate's base64 text is damaged.");
            malformed.initCause(e);
            throw malformed;
        }
    }
}
