package postern.probe;

/// What stopped a step, by meaning: each kind has advice of its own.
public sealed interface Trouble {

    /// The stable word used in JSON and as message key.
    String id();

    /// The name does not resolve.
    record NameUnknown() implements Trouble {
        @Override
        public String id() {
            return "name-unknown";
        }
    }

    /// Nothing listens on the port.
    record ConnectionRefused() implements Trouble {
        @Override
        public String id() {
            return "connection-refused";
        }
    }

    /// No route to the host or the network.
    record Unreachable() implements Trouble {
        @Override
        public String id() {
            return "unreachable";
        }
    }

    /// No answer within the deadline.
    record TimedOut() implements Trouble {
        @Override
        public String id() {
            return "timed-out";
        }
    }

    /// The server closed or reset the connection.
    record Closed() implements Trouble {
        @Override
        public String id() {
            return "closed";
        }
    }

    /// The server answered with an error.
    ///
    /// @param code the reply code, 400 to 599 for SMTP; 0 where the protocol has none
    record ErrorReply(int code) implements Trouble {
        @Override
        public String id() {
            return "error-reply";
        }
    }

    /// The server's words are not those of the expected protocol.
    record WrongProtocol() implements Trouble {
        @Override
        public String id() {
            return "wrong-protocol";
        }
    }

    /// Where a greeting is due in plain text, the server waits for TLS and answers a hello.
    record TlsAtOnce() implements Trouble {
        @Override
        public String id() {
            return "tls-at-once";
        }
    }

    /// STARTTLS is not among the capabilities.
    record StartTlsNotOffered() implements Trouble {
        @Override
        public String id() {
            return "starttls-not-offered";
        }
    }

    /// A TLS alert was received (RFC 8446 section 6).
    ///
    /// @param description 0 to 255
    record Alert(int description) implements Trouble {
        @Override
        public String id() {
            return "alert";
        }
    }

    /// Where TLS records belong, something else arrived.
    record NotTls() implements Trouble {
        @Override
        public String id() {
            return "not-tls";
        }
    }

    /// More arrived than any honest server sends.
    record TooMuch() implements Trouble {
        @Override
        public String id() {
            return "too-much";
        }
    }

    /// The user stopped it.
    record Cancelled() implements Trouble {
        @Override
        public String id() {
            return "cancelled";
        }
    }
}
