package postern.postfix;

/// Whether a server announces STARTTLS, and why not. It is announced if TLS is switched on, even if TLS
/// then cannot be had (Postfix `src/smtpd/smtpd.c`, `ehlo_cmd`).
public sealed interface Starttls {

    /// It is announced.
    record Announced() implements Starttls {}

    /// The service speaks TLS from the first byte, so there is nothing to announce.
    record Implicit() implements Starttls {}

    /// TLS is switched off.
    ///
    /// @param setting what switches it off, perhaps a default
    record SwitchedOff(Setting setting) implements Starttls {}

    /// `smtpd_discard_ehlo_keywords` takes it out of the announcement.
    record Discarded(Setting setting) implements Starttls {}

    /// `smtpd_discard_ehlo_keyword_address_maps` names tables that may take it out for some clients.
    record DependsOnClient(Setting setting) implements Starttls {}
}
