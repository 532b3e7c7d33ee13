package postern.app.flow;

/// What the way through the wizard depends on.
///
/// @param serverReadable whether the server field is empty or understood
/// @param somethingGiven whether a server or an input was given
/// @param running        whether a check is under way
/// @param answered       whether a finished check answers what is given now
/// @param result         whether there is any result to look at, even of a stopped check or of an older request
public record Situation(
        boolean serverReadable, boolean somethingGiven, boolean running, boolean answered, boolean result) {}
