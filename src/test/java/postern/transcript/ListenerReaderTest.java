package postern.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ListenerReaderTest {
    private static final String SS = """
            State  Recv-Q Send-Q Local Address:Port  Peer Address:Port Process
            LISTEN 0      100          0.0.0.0:25         0.0.0.0:*    users:(("smtpd",pid=9,fd=6),("master",pid=812,fd=13))
            LISTEN 0      100             [::]:465           [::]:*    users:(("master",pid=812,fd=18))
            LISTEN 0      511        127.0.0.1:10025      0.0.0.0:*
            LISTEN 0      4096   127.0.0.53%lo:53         0.0.0.0:*    users:(("systemd-resolve",pid=5,fd=13))
            """;
    private static final String NETSTAT = """
            Active Internet connections (only servers)
            Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
            tcp        0      0 0.0.0.0:587             0.0.0.0:*               LISTEN      1234/master
            tcp6       0      0 :::993                  :::*                    LISTEN      77/dovecot
            tcp        0      0 192.0.2.7:25            198.51.100.3:40112      ESTABLISHED 1300/smtpd
            """;
    private static final String BSD = """
            tcp4       0      0 *.25                   *.*                    LISTEN
            root     master     812   13  tcp4   *:465                 *:*
            """;

    @Test
    void readsWhatSsListens() {
        assertThat(ListenerReader.read(SS, 1))
                .extracting(
                        Listener::address,
                        Listener::port,
                        port -> port.program().orElse(""))
                .containsExactly(
                        tuple("0.0.0.0", 25, "master"),
                        tuple("::", 465, "master"),
                        tuple("127.0.0.1", 10025, ""),
                        tuple("127.0.0.53", 53, "systemd-resolve"));
        assertThat(ListenerReader.read(SS, 1).getFirst().line().number()).isEqualTo(2);
    }

    @Test
    void readsWhatNetstatAndSockstatListen() {
        assertThat(ListenerReader.read(NETSTAT + BSD, 11))
                .extracting(
                        Listener::address,
                        Listener::port,
                        port -> port.program().orElse(""))
                .containsExactly(
                        tuple("0.0.0.0", 587, "master"),
                        tuple("::", 993, "dovecot"),
                        tuple("*", 25, ""),
                        tuple("*", 465, "master"));
    }

    @Property(tries = 300)
    void anyTextIsRead(@ForAll String text) {
        assertThat(ListenerReader.read("LISTEN 0 1 " + text + "\ntcp 0 0 " + text + " x LISTEN", 1))
                .hasSizeLessThan(3);
    }
}
