package postern.transcript;

/// What a pasted text of another program shows, apart from sessions and conversations.
public sealed interface Observation permits ServerState, Listeners, TlsReport, ClientHelloSeen {

    /// The name of the text it was found in.
    String source();
}
