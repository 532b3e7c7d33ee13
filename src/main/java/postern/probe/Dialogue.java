package postern.probe;

import java.io.IOException;

/// What is said in plain words, before TLS and inside it. Every method throws a [TroubleException] or one
/// that [TroubleException#of] understands.
interface Dialogue {

    /// Waits for the greeting.
    void greeting() throws IOException;

    /// Introduces us and asks for the capabilities.
    ///
    /// @return `OFFERED`, `NOT_OFFERED` or `MASKED`
    StartTls capabilities() throws IOException;

    /// Asks for TLS; afterwards the server waits for a ClientHello.
    ///
    /// @param behind what is sent at once behind the command, beginning with a line's end; empty for nothing
    void startTls(String behind) throws IOException;

    /// Says goodbye without waiting for an answer.
    void goodbye() throws IOException;

    static Dialogue with(Service service, SpokenSocket socket, String ehloName) {
        return switch (service) {
            case SMTP, SUBMISSION, SMTPS -> new SmtpDialogue(socket, ehloName);
            case IMAP, IMAPS -> new ImapDialogue(socket);
            case POP3, POP3S -> new Pop3Dialogue(socket);
        };
    }
}
