package postern.maillog;

/// A mail that TLS kept from going out and that had not gone to all its recipients by the end of the log.
///
/// @param queueId  its name in the queue, as `mailq` shows it
/// @param returned whether it went back to its sender; otherwise it waits and is tried again until
///                 `maximal_queue_lifetime` is over
public record StuckMail(String queueId, boolean returned) {}
