/// Postern: finds out why mail servers cannot talk TLS to each other, and what to change.
module postern {
    requires static org.jspecify;
}
