package postern.openssl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the form of an error tells of the release and of the side that wrote it. The names of functions
/// and files changed with 1.0.2, 1.1.0, 1.1.1, 3.0 and 3.2.
final class ErrorOrigin {
    /// Static functions of `ssl/s3_*.c`; the others of their kind are written small since 1.0.2.
    private static final List<String> CAPITALS_IN_1_0_2 =
            List.of("SSL3_CHECK_FINISHED", "SSL3_GENERATE_KEY_BLOCK", "SSL3_GET_RECORD");

    private static final List<String> OLD_FILES =
            List.of("s3_srvr.c", "s3_clnt.c", "s3_pkt.c", "s23_srvr.c", "s23_clnt.c");

    private ErrorOrigin() {}

    static ReleaseSpan releases(OpenSslError error) {
        boolean from30 =
                error.code().isPresent() && ErrorLine.isFrom30(error.code().getAsLong(), error.library());
        if (error.code().isEmpty() || error.function().equals(Optional.of("OPENSSL_internal"))) {
            return byText(error.reason(), ReleaseSpan.ANY);
        }
        return from30
                ? byText(error.reason(), ReleaseSpan.FROM_3_0)
                : byFunction(error.function().orElse(""), file(error));
    }

    private static ReleaseSpan byText(String text, ReleaseSpan otherwise) {
        if (text.startsWith("ssl/tls alert ") || text.equals("record layer failure")) {
            return ReleaseSpan.from("3.2.0");
        }
        if (text.startsWith("sslv3 alert ")) {
            return ReleaseSpan.of(otherwise.from().toString(), "3.2.0");
        }
        return text.equals("unexpected eof while reading") ? ReleaseSpan.FROM_3_0 : otherwise;
    }

    private static ReleaseSpan byFunction(String function, String file) {
        boolean capitals = function.equals(function.toUpperCase(Locale.ROOT));
        if (capitals && function.startsWith("SSL3_") && !CAPITALS_IN_1_0_2.contains(function)) {
            return ReleaseSpan.before("1.0.2");
        }
        if (capitals && (function.startsWith("SSL") || function.startsWith("TLS"))) {
            return ReleaseSpan.before("1.1.0");
        }
        if (function.startsWith("tls_early_post_process_client_hello")) {
            return ReleaseSpan.of("1.1.1", "3.0.0");
        }
        if (function.startsWith("tls_") || file.contains("statem") || file.contains("record/")) {
            return ReleaseSpan.of("1.1.0", "3.0.0");
        }
        if (function.startsWith("ssl") && OLD_FILES.contains(file)) {
            return ReleaseSpan.of("1.0.2", "1.1.0");
        }
        return ReleaseSpan.UP_TO_1_1_1;
    }

    static Optional<ErrorSide> side(OpenSslError error) {
        String file = file(error);
        String function = error.function().orElse("").toLowerCase(Locale.ROOT);
        if (file.endsWith("_srvr.c") || function.endsWith("get_client_hello") || function.contains("process_client_")) {
            return Optional.of(ErrorSide.SERVER);
        }
        if (file.endsWith("_clnt.c") || function.endsWith("get_server_hello") || function.contains("process_server_")) {
            return Optional.of(ErrorSide.CLIENT);
        }
        return Optional.empty();
    }

    private static String file(OpenSslError error) {
        return error.file().orElse("");
    }
}
