package postern.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import postern.probe.Endpoint;
import postern.probe.Service;

final class LooksTest {
    @Test
    void oneAddressUnderTwoNamesIsOneMachine() {
        Endpoint first = endpoint("mx1.example.com", "192.0.2.1");
        Endpoint other = endpoint("mx2.example.com", "192.0.2.2");
        Endpoint sameAddress = endpoint("mx3.example.com", "192.0.2.1");
        Endpoint sameHost = endpoint("MX3.example.com", "2001:db8::1");
        Endpoint unresolved = new Endpoint("mx4.example.com", 25, Service.SMTP);

        assertThat(Looks.machines(List.of(first, other, sameAddress, unresolved, sameHost)))
                .containsExactlyInAnyOrder(List.of(first, sameAddress, sameHost), List.of(other), List.of(unresolved));
    }

    @Test
    void whatJoinsTwoMachinesMakesThemOne() {
        Endpoint first = endpoint("mx1.example.com", "192.0.2.1");
        Endpoint second = endpoint("mx2.example.com", "192.0.2.2");
        Endpoint both = endpoint("mx1.example.com", "192.0.2.2");

        assertThat(Looks.machines(List.of(first, second, both))).containsExactly(List.of(first, second, both));
    }

    private static Endpoint endpoint(String host, String address) {
        return new Endpoint(host, 25, Service.SMTP).at(InetAddress.ofLiteral(address));
    }
}
