package postern.remedy;

import postern.tls.Outcome;

/// What is to be expected of a sender against a server.
///
/// @param outcome  of the handshake
/// @param delivery of the mail, with what the sender does when the handshake fails
public record Forecast(Outcome outcome, Delivery delivery) {}
