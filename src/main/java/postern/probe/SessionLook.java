package postern.probe;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import postern.certificate.ChainFact;
import postern.probe.Traits.ClientCertificate;
import postern.probe.Traits.Stapling;
import postern.probe.Traits.Wish;
import postern.tls.ProtocolVersion;

/// What one whole session shows, from the handshake to an answer inside TLS.
///
/// @param secureRenegotiation  see [Traits]
/// @param extendedMasterSecret see [Traits]
/// @param tickets              see [Traits]
/// @param clientCertificate    see [Traits]
/// @param stapling             see [Traits]
record SessionLook(
        Observed<Boolean> secureRenegotiation,
        Observed<Boolean> extendedMasterSecret,
        Observed<Boolean> tickets,
        Observed<ClientCertificate> clientCertificate,
        Observed<Stapling> stapling) {
    private static final int EXTENDED_MASTER_SECRET = 23;

    /// renegotiation_info (RFC 5746 section 3.2).
    private static final int RENEGOTIATION_INFO = 0xFF01;

    /// What servers say where a client certificate is missing: handshake_failure (RFC 5246 section 7.4.6),
    /// no_certificate of SSL 3.0, bad_certificate, certificate_unknown, access_denied, and certificate_required
    /// (RFC 8446 section 6.2).
    private static final Set<Integer> WANTS_CERTIFICATE = Set.of(40, 41, 42, 46, 49, 116);

    static SessionLook unknown(String why) {
        return new SessionLook(
                new Observed.Unknown<>(why),
                new Observed.Unknown<>(why),
                new Observed.Unknown<>(why),
                new Observed.Unknown<>(why),
                new Observed.Unknown<>(why));
    }

    /// Looks, with the newest version that shows most in the clear.
    static SessionLook at(GoodHellos hellos, Questions questions) {
        Optional<ProtocolVersion> version = hellos.classic().or(hellos::modern);
        if (version.isEmpty()) {
            return unknown(Obstacle.NO_VERSION.id());
        }
        ClientHello hello = hellos.of(version.get());
        boolean demanded = hellos.seen().chains().stream()
                .findFirst()
                .filter(served -> served.assessment().facts().contains(ChainFact.MUST_STAPLE))
                .isPresent();
        try {
            return questions.talk(Conversation::untilTls, conversation -> at(conversation, hello, demanded));
        } catch (TroubleException e) {
            return unknown(e.trouble().id());
        }
    }

    private static SessionLook at(Conversation conversation, ClientHello hello, boolean demanded)
            throws TroubleException {
        CarriedHandshake handshake = CarriedHandshake.started(conversation, hello);
        Optional<Trouble> ending = handshake.trouble();
        if (ending.isEmpty()) {
            try {
                conversation.insideTls(
                        handshake.protocol().getInputStream(),
                        handshake.protocol().getOutputStream());
            } catch (TroubleException e) {
                ending = Optional.of(e.trouble());
            }
        }
        ServerFlight flight = handshake.flight();
        boolean modern = flight.version() == ProtocolVersion.TLSV1_3;
        return new SessionLook(
                modern ? Obstacle.NONE_IN_TLS13.unknown() : answered(flight, RENEGOTIATION_INFO),
                modern ? Obstacle.NONE_IN_TLS13.unknown() : answered(flight, EXTENDED_MASTER_SECRET),
                modern ? tickets(handshake, ending) : answered(flight, ClientHello.SESSION_TICKET),
                clientCertificate(handshake.client().requested(), handshake.trouble(), ending),
                handshake.client().certificates().isEmpty()
                        ? Obstacle.NO_CERTIFICATE.unknown()
                        : new Observed.Seen<>(new Stapling(handshake.client().isStapled(), demanded)));
    }

    private static Observed<Boolean> answered(ServerFlight flight, int extension) {
        return new Observed.Seen<>(flight.extensions().contains(extension));
    }

    /// In TLS 1.3 tickets come behind the handshake, before or beside the first answer inside.
    private static Observed<Boolean> tickets(CarriedHandshake handshake, Optional<Trouble> ending) {
        return handshake.hasTicket() || ending.isEmpty()
                ? new Observed.Seen<>(handshake.hasTicket())
                : unknown(ending.get());
    }

    /// In TLS 1.3 the server turns a client without a certificate away only after the handshake. Postfix does so in any
    /// version, by an error in answer to EHLO that it takes in the clear.
    ///
    /// @param requested the authorities named in the request; empty if there was none
    /// @param handshake what kept the handshake from its end
    /// @param session   what kept the session from an answer inside TLS
    static Observed<ClientCertificate> clientCertificate(
            Optional<List<String>> requested, Optional<Trouble> handshake, Optional<Trouble> session) {
        if (requested.isEmpty()) {
            return handshake
                    .<Observed<ClientCertificate>>map(SessionLook::unknown)
                    .orElseGet(() -> new Observed.Seen<>(new ClientCertificate(Wish.NONE, List.of())));
        }
        if (session.isEmpty()) {
            return new Observed.Seen<>(new ClientCertificate(Wish.OPTIONAL, requested.get()));
        }
        boolean required = switch (session.get()) {
            case Trouble.Alert(int description) -> WANTS_CERTIFICATE.contains(description);
            case Trouble.ErrorReply _ -> true;
            default -> false;
        };
        return required
                ? new Observed.Seen<>(new ClientCertificate(Wish.REQUIRED, requested.get()))
                : unknown(session.get());
    }

    private static <T> Observed<T> unknown(Trouble why) {
        return new Observed.Unknown<>(why.id());
    }
}
