package postern.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postern.tls.CipherSuite;
import postern.tls.Known;
import postern.tls.ProtocolVersion;
import postern.tls.SuiteOrder;
import postern.tls.VersionSupport;

/// How suites and their order are found, against servers that are functions.
final class VersionScanTest {
    private static final List<CipherSuite> SERVED =
            suites("AES128-SHA", "ECDHE-RSA-AES256-GCM-SHA384", "ADH-AES256-SHA", "DES-CBC3-SHA");

    @Test
    void namesTheSuitesInTheServersOrderWithOneConnectionForEachOneForTheOrderAndOneRefusal() {
        FakeServer server = new FakeServer(SERVED, SuiteOrder.SERVER, Integer.MAX_VALUE);
        assertThat(VersionScan.of(ProtocolVersion.TLSV1_2, server).support())
                .isEqualTo(new VersionSupport.Accepted(Known.all(SERVED), SuiteOrder.SERVER));
        assertThat(server.asked).isEqualTo(SERVED.size() + 2);
    }

    @Test
    void asksSeveralListsAtOnceWhereTheClientsOrderRules() {
        FakeServer server = new FakeServer(SERVED, SuiteOrder.CLIENT, Integer.MAX_VALUE);
        VersionSupport support = VersionScan.of(ProtocolVersion.TLSV1_2, server).support();
        assertThat(support).isInstanceOfSatisfying(VersionSupport.Accepted.class, accepted -> {
            assertThat(accepted.suites().items()).containsExactlyInAnyOrderElementsOf(SERVED);
            assertThat(accepted.order()).isEqualTo(SuiteOrder.CLIENT);
        });
        assertThat(server.asked).isEqualTo(SERVED.size() + 5);
    }

    @Test
    void takesTheSuiteOfAHandshakeForItsFirstAnswer() {
        List<CipherSuite> served =
                suites("TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");
        FakeServer server = new FakeServer(served, SuiteOrder.SERVER, Integer.MAX_VALUE);
        VersionScan scan = new VersionScan(ProtocolVersion.TLSV1_3, server);
        scan.met(server.flight(ProtocolVersion.TLSV1_3, served.getFirst()), served.reversed());
        assertThat(scan.rest().support()).isEqualTo(new VersionSupport.Accepted(Known.all(served), SuiteOrder.SERVER));
        assertThat(server.asked).isEqualTo(served.size() + 1);
    }

    @Test
    void beginsAnewWhereTheHandshakeDidNotOfferWhatTheServerLikesBest() {
        List<CipherSuite> served = suites("TLS_SHA256_SHA256", "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384");
        FakeServer server = new FakeServer(served, SuiteOrder.SERVER, Integer.MAX_VALUE);
        VersionScan scan = new VersionScan(ProtocolVersion.TLSV1_3, server);
        scan.met(server.flight(ProtocolVersion.TLSV1_3, served.get(1)), served.subList(1, 3));
        assertThat(scan.rest().support()).isEqualTo(new VersionSupport.Accepted(Known.all(served), SuiteOrder.SERVER));
    }

    @Test
    void aServerThatFollowsTheClientIsKnownAfterAHandshakeAsWell() {
        List<CipherSuite> served = suites("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");
        FakeServer server = new FakeServer(served, SuiteOrder.CLIENT, Integer.MAX_VALUE);
        for (CipherSuite agreed : served) {
            VersionScan scan = new VersionScan(ProtocolVersion.TLSV1_3, server);
            scan.met(server.flight(ProtocolVersion.TLSV1_3, agreed), served);
            assertThat(scan.rest().support())
                    .isEqualTo(new VersionSupport.Accepted(Known.all(served), SuiteOrder.CLIENT));
        }
    }

    @Test
    void theOrderMayBeAskedBesideTheFirstHello() {
        FakeServer server = new FakeServer(SERVED, SuiteOrder.SERVER, Integer.MAX_VALUE);
        VersionScan scan = new VersionScan(ProtocolVersion.TLSV1_2, server);
        scan.mirror();
        scan.first();
        assertThat(scan.rest().support()).isEqualTo(new VersionSupport.Accepted(Known.all(SERVED), SuiteOrder.SERVER));
        assertThat(server.asked).isEqualTo(SERVED.size() + 2);
    }

    @Test
    void tellsAServerWithThePreferenceOfTheHelloFromOneThatFollows() {
        List<CipherSuite> sameOrder = VersionScan.candidates(ProtocolVersion.TLSV1_2).stream()
                .filter(SERVED::contains)
                .toList();
        FakeServer server = new FakeServer(sameOrder, SuiteOrder.SERVER, Integer.MAX_VALUE);
        assertThat(VersionScan.of(ProtocolVersion.TLSV1_2, server).support())
                .isEqualTo(new VersionSupport.Accepted(Known.all(sameOrder), SuiteOrder.SERVER));
    }

    @Test
    void aListThatWasCutOffIsNotComplete() {
        FakeServer server = new FakeServer(SERVED, SuiteOrder.SERVER, 3);
        assertThat(VersionScan.of(ProtocolVersion.TLSV1_2, server).support())
                .isEqualTo(new VersionSupport.Accepted(Known.some(SERVED.subList(0, 2)), SuiteOrder.SERVER));
    }

    @Test
    void aVersionThatCouldNotBeAskedAboutIsUnknown() {
        FakeServer server = new FakeServer(SERVED, SuiteOrder.SERVER, 0);
        assertThat(VersionScan.of(ProtocolVersion.TLSV1_2, server).support())
                .isEqualTo(new VersionSupport.Unknown("error-reply"));
    }

    @Test
    void findsTheSuitesOfAServerThatDropsLongHellos() {
        FakeServer server = new FakeServer(SERVED, SuiteOrder.SERVER, Integer.MAX_VALUE);
        server.longestHello = 511;
        assertThat(VersionScan.of(ProtocolVersion.TLSV1_2, server).support())
                .isInstanceOfSatisfying(VersionSupport.Accepted.class, accepted -> {
                    assertThat(accepted.suites().items()).containsExactlyInAnyOrderElementsOf(SERVED);
                    assertThat(accepted.suites().complete()).isTrue();
                    assertThat(accepted.order()).isEqualTo(SuiteOrder.UNKNOWN);
                });
    }

    @Test
    void asksAServerThatDropsEveryHelloOnlyOnceMore() {
        FakeServer server = new FakeServer(SERVED, SuiteOrder.SERVER, Integer.MAX_VALUE);
        server.longestHello = 0;
        assertThat(VersionScan.of(ProtocolVersion.TLSV1_2, server).support())
                .isEqualTo(new VersionSupport.Refused("closed"));
        assertThat(server.asked).isEqualTo(2);
    }

    @Test
    void aServerThatHangsUpOverASuiteItCannotServeIsAskedForTheOthers() {
        FakeServer server = new FakeServer(
                suites("DHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384"),
                SuiteOrder.SERVER,
                Integer.MAX_VALUE);
        server.unservable = suites("DHE-RSA-AES256-GCM-SHA384");
        VersionScan scan = new VersionScan(ProtocolVersion.TLSV1_2, server);
        assertThat(scan.rest().support())
                .isInstanceOfSatisfying(
                        VersionSupport.Accepted.class,
                        accepted ->
                                assertThat(accepted.suites().items()).isEqualTo(suites("ECDHE-RSA-AES256-GCM-SHA384")));
        assertThat(scan.wasTooLong()).isFalse();
    }

    @Test
    void noSuiteAtAllIsARefusal() {
        FakeServer server = new FakeServer(List.of(), SuiteOrder.SERVER, Integer.MAX_VALUE);
        assertThat(VersionScan.of(ProtocolVersion.TLSV1_2, server).support())
                .isEqualTo(new VersionSupport.Refused("alert 40"));
    }

    private static List<CipherSuite> suites(String... names) {
        return Stream.of(names)
                .map(name -> CipherSuite.named(name).orElseThrow())
                .toList();
    }

    /// A server that answers some questions and is then too busy.
    private static final class FakeServer implements VersionScan.Asking {
        private final List<CipherSuite> served;
        private final SuiteOrder order;
        private final int patience;
        private int asked;
        private int longestHello = Integer.MAX_VALUE;
        private List<CipherSuite> unservable = List.of();

        FakeServer(List<CipherSuite> served, SuiteOrder order, int patience) {
            this.served = served;
            this.order = order;
            this.patience = patience;
        }

        @Override
        public synchronized ServerFlight ask(ClientHello hello, boolean whole) throws TroubleException {
            if (asked++ >= patience) {
                throw new TroubleException(new Trouble.ErrorReply(421));
            }
            if (hello.bytes().length > longestHello) {
                throw new TroubleException(new Trouble.Closed());
            }
            List<CipherSuite> first = order == SuiteOrder.SERVER ? served : hello.suites();
            List<CipherSuite> second = order == SuiteOrder.SERVER ? hello.suites() : served;
            CipherSuite chosen = first.stream()
                    .filter(second::contains)
                    .findFirst()
                    .orElseThrow(() -> new TroubleException(new Trouble.Alert(40)));
            if (unservable.contains(chosen)) {
                throw new TroubleException(new Trouble.Closed());
            }
            return flight(hello.version(), chosen);
        }

        ServerFlight flight(ProtocolVersion version, CipherSuite chosen) {
            return new ServerFlight(
                    version, chosen, Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), false, List.of());
        }

        @Override
        public ClientHello hello(ProtocolVersion version, List<CipherSuite> suites) {
            return new ClientHello(version, suites, Optional.empty());
        }

        @Override
        public SuiteOrder order(ProtocolVersion version, Supplier<SuiteOrder> question) {
            return question.get();
        }
    }
}
