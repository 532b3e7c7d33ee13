package postern.maillog.session;

/// One try to deliver a mail.
///
/// @param mail   its queue id
/// @param waited how long it had waited when it was tried, as the line writes it: the first two numbers of `delays=`,
///               which are the same for all its recipients; empty where the line does not tell
public record Attempt(String mail, String waited) {
    private static final String DELAYS = ", delays=";

    /// The try that a line tells of.
    ///
    /// @param text what follows the queue id
    public static Attempt of(String mail, String text) {
        int start = text.indexOf(DELAYS) + DELAYS.length();
        int slash = text.indexOf('/', start);
        int end = text.indexOf('/', slash + 1);
        boolean told = start >= DELAYS.length() && slash > 0 && end > 0;
        return new Attempt(mail, told ? text.substring(start, end) : "");
    }

    /// Whether both may be the same try. A mail that was deferred is tried again, perhaps by the same process.
    boolean maybe(Attempt other) {
        return mail.equals(other.mail) && (waited.isEmpty() || other.waited.isEmpty() || waited.equals(other.waited));
    }
}
