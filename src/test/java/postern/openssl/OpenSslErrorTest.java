package postern.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSslErrorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            warning: TLS library problem: 12345:error:140760FC:SSL routines:SSL23_GET_CLIENT_HELLO:unknown protocol:s23_srvr.c:647:|unknown protocol|no-common-protocol|EITHER|-
            warning: TLS library problem: error:1408A0C1:SSL routines:ssl3_get_client_hello:no shared cipher:s3_srvr.c:1427:|no shared cipher|no-common-cipher|EITHER|40 SENT
            warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:../ssl/statem/statem_srvr.c:1657:|unsupported protocol|no-common-protocol|EITHER|70 SENT
            warning: TLS library problem: error:14094418:SSL routines:SSL3_READ_BYTES:tlsv1 alert unknown ca:s3_pkt.c:1256:SSL alert number 48:|tlsv1 alert unknown ca|peer-rejects-cert|SERVER|48 RECEIVED
            warning: TLS library problem: error:0A000412:SSL routines::ssl/tls alert bad certificate:ssl/record/rec_layer_s3.c:916:SSL alert number 42|ssl/tls alert bad certificate|peer-rejects-cert|SERVER|42 RECEIVED
            error:140760FC:lib(20):func(118):reason(252):s23_srvr.c:647:|unknown protocol|no-common-protocol|EITHER|-
            error:142090FC:lib(20):func(521):reason(252)|unknown protocol|no-common-protocol|EITHER|-
            error:0A0000C1:lib(20)::reason(193):ssl/statem/statem_srvr.c:2220:|no shared cipher|no-common-cipher|EITHER|40 SENT
            error:1408A10B|wrong version number|no-common-protocol|EITHER|-
            4027F2B1:error:0A000086:SSL routines:tls_post_process_server_certificate:certificate verify failed:../ssl/statem/statem_clnt.c:1889:|certificate verify failed|client-cert|EITHER|48 SENT
            TLS handshaking: SSL_accept() failed: error:1408A0C1:SSL routines:ssl3_get_client_hello:no shared cipher, session=<x>|no shared cipher|no-common-cipher|EITHER|40 SENT
            TLS: SSL_connect: tlsv1 alert protocol version|tlsv1 alert protocol version|no-common-protocol|EITHER|70 RECEIVED
            TLS connect failed: No shared cipher|No shared cipher|no-common-cipher|EITHER|40 SENT
            error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER|wrong version number|no-common-protocol|EITHER|-
            error:0A000076:SSL routines::no suitable signature algorithm:ssl/t1_lib.c:3331:|no suitable signature algorithm|no-common-sigalg|EITHER|80 SENT
            error:14FFFFFF:SSL routines:FUNCTION:brand new reason:x.c:1:|brand new reason|other|UNKNOWN|-
            error:14FFFFFF|reason(4095)|other|UNKNOWN|-
            """)
    void decodesErrorsOfEveryEra(String line, String reason, String category, ErrorSide side, String alert) {
        OpenSslError error = OpenSslError.find(line).orElseThrow();
        assertThat(error.reason()).isEqualTo(reason);
        assertThat(error.category().id()).isEqualTo(category);
        assertThat(error.side()).isEqualTo(side);
        assertThat(error.alert()
                        .map(found -> found.number() + " " + found.direction())
                        .orElse("-"))
                .isEqualTo(alert);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            error:1408A0C1:SSL routines:SSL3_GET_CLIENT_HELLO:no shared cipher:s3_srvr.c:1195:|0.9.8|1.0.2
            error:140760FC:SSL routines:SSL23_GET_CLIENT_HELLO:unknown protocol:s23_srvr.c:647:|0.9.8|1.1.0
            error:1408A0C1:SSL routines:ssl3_get_client_hello:no shared cipher:s3_srvr.c:1427:|1.0.2|1.1.0
            error:1417D102:SSL routines:tls_process_client_hello:unsupported protocol:ssl/statem/statem_srvr.c:958:|1.1.0|3.0
            error:14209102:SSL routines:tls_early_post_process_client_hello:unsupported protocol:ssl/statem/statem_srvr.c:1:|1.1.1|3.0
            error:0A000102:SSL routines::unsupported protocol:ssl/statem/statem_srvr.c:1657:|3.0|99.0
            error:0A000410:SSL routines::sslv3 alert handshake failure:ssl/record/rec_layer_s3.c:1584:|3.0|3.2
            error:0A000139:SSL routines::record layer failure:ssl/record/rec_layer_s3.c:645:|3.2|99.0
            """)
    void tellsTheReleasesThatWriteSuchALine(String line, String from, String before) {
        assertThat(OpenSslError.find(line).orElseThrow().releases()).isEqualTo(ReleaseSpan.of(from, before));
    }

    @ParameterizedTest
    @CsvSource({
        "error:1408A0C1:SSL routines:ssl3_get_client_hello:no shared cipher:s3_srvr.c:1427:, SERVER",
        "error:14077410:SSL routines:SSL23_GET_SERVER_HELLO:sslv3 alert handshake failure:s23_clnt.c:741:, CLIENT",
        "error:1416F086:SSL routines:tls_process_server_certificate:certificate verify failed, CLIENT"
    })
    void tellsTheSideThatRaisedIt(String line, ErrorSide side) {
        assertThat(OpenSslError.find(line).orElseThrow().raisedBy()).contains(side);
    }

    @Test
    void readsSeveralErrorsOfOneLine() {
        String line =
                "SSL_CTX_use_PrivateKey_file: error:0480006C:PEM routines::no start line:crypto/pem/pem_lib.c:763:,"
                        + " error:0A080009:SSL routines::PEM lib:ssl/ssl_rsa.c:430:";
        assertThat(OpenSslError.findAll(line))
                .extracting(OpenSslError::reason)
                .containsExactly("no start line", "PEM lib");
    }

    @Test
    void quotesTheErrorWithoutTheWordsOfTheProgram() {
        assertThat(OpenSslError.find(
                                "SSL_accept() failed: error:1408A0C1:SSL routines:ssl3_get_client_hello:no shared cipher, rip=192.0.2.1")
                        .map(OpenSslError::quoted))
                .contains("error:1408A0C1:SSL routines:ssl3_get_client_hello:no shared cipher");
    }

    @Test
    void explainsTheReasonInPlainWords() {
        assertThat(OpenSslError.ofCode(0x1408A0C1L).known().flatMap(ErrorReason::meaning))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "error:",
                "error:12",
                "error:ZZZZZZZZ",
                "error:1234567890ABCDEF0",
                "postfix/smtpd[1]: connect from unknown[192.0.2.1]",
                "Internal error occurred",
                "TLS connection established: TLSv1.2 with cipher AES128-SHA",
                "no shared cipher"
            })
    void findsNothingInOtherLines(String line) {
        assertThat(OpenSslError.find(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SSL3 alert write:fatal:protocol version, 70, SENT, protocol_version",
        "SSL3 alert read:fatal:unknown CA, 48, RECEIVED, unknown_ca",
        "SSL3 alert read:warning:close notify, 0, RECEIVED, close_notify",
        "something: SSL alert number 40, 40, RECEIVED, handshake_failure"
    })
    void readsAlertsThatAreLoggedApart(String line, int number, Alert.Direction direction, String name) {
        assertThat(Alert.find(line)).contains(new Alert(number, direction));
        assertThat(Alert.find(line).map(Alert::name)).isEqualTo(Optional.of(name));
    }
}
