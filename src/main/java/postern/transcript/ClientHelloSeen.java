package postern.transcript;

import java.util.List;
import postern.maillog.LogLine;
import postern.tls.CipherSuite;
import postern.tls.ProtocolVersion;

/// The first message of a handshake in a capture: what a client offers.
///
/// @param source the file's name
/// @param newest the newest version offered
/// @param suites the suites that are known, in the client's order; empty if the capture shows none
/// @param line   the line that names the version
public record ClientHelloSeen(String source, ProtocolVersion newest, List<CipherSuite> suites, LogLine line)
        implements Observation {
    public ClientHelloSeen {
        suites = List.copyOf(suites);
    }
}
