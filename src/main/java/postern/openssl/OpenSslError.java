package postern.openssl;

/// An error of the library as logged.
public record OpenSslError(String reason) {}
