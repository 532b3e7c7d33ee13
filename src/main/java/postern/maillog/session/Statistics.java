package postern.maillog.session;

import postern.tls.Answer;

/// The counts at the end of `disconnect from` (Postfix 3.0 and later, `src/smtpd/smtpd.c`): `ehlo=1 starttls=0/1
/// commands=1/2`, good ones before the stroke, all after it.
final class Statistics {
    private static final String STARTTLS = " starttls=";

    private Statistics() {}

    /// Whether STARTTLS went well; no only where the counts are there, mail was sent without it and no login
    /// hints at a service that speaks TLS from the start.
    static Answer startTls(String message) {
        if (message.contains(STARTTLS)) {
            return message.contains(STARTTLS + "0/") ? Answer.UNKNOWN : Answer.YES;
        }
        boolean mail = message.contains(" mail=") && message.contains(" commands=");
        return mail && !message.contains(" auth=") ? Answer.NO : Answer.UNKNOWN;
    }

    /// Whether STARTTLS was given and every try went wrong.
    static boolean startTlsFailed(String message) {
        return message.contains(STARTTLS + "0/");
    }
}
