package postern.dns;

import postern.tls.Answer;

/// What is published about mail to a domain, as one resolver told it.
///
/// @param name         the domain, lower case
/// @param validating   whether the resolver validates DNSSEC; only where it does, anything can be said about DNSSEC
/// @param route        where mail for it goes
/// @param mtaSts       MTA-STS
/// @param tlsReporting TLS reporting
public record MailDomain(String name, Answer validating, MailRoute route, MtaSts mtaSts, TlsReporting tlsReporting) {}
