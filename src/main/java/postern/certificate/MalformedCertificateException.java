package postern.certificate;

/// Bytes or text that should hold a certificate do not.
public final class MalformedCertificateException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message one sentence saying what is wrong, without the bytes themselves
    public MalformedCertificateException(String message) {
        super(message);
    }
}
