package postern.maillog.sieve;

import java.util.List;
import org.jspecify.annotations.Nullable;
import postern.maillog.Peer;
import postern.maillog.SessionOutcome;
import postern.maillog.account.Tally;
import postern.maillog.line.Frame;
import postern.maillog.line.LogTime;
import postern.maillog.session.SessionState;

/// What one [Chunk] of a log holds. Places count from the last chunk that was closed.
///
/// @param items  what has to be looked at in the order of the log
/// @param counts what only has to be added up, without the totals of peers
/// @param last   the time of its last line; null if that gives none
/// @param passed how many lines there are up to its end
/// @param closed whether nothing in the next chunk goes on from this one
public record LineBatch(
        List<Item> items, Tally.Counts counts, @Nullable LogTime last, long passed, boolean closed) {

    /// One thing to be looked at.
    public sealed interface Item {}

    /// A line.
    ///
    /// @param frame  its parts; null if no program can be made out in it
    /// @param number its place
    /// @param text   the whole of it
    public record Line(@Nullable Frame frame, long number, String text) implements Item {}

    /// An incoming connection that is over and to be counted, without its lines.
    ///
    /// @param number      place of its first line
    /// @param at          when it began
    /// @param established what was agreed; null if nothing was
    public record Session(
            String service,
            Peer peer,
            long number,
            @Nullable LogTime at,
            SessionState state,
            SessionOutcome.@Nullable Established established)
            implements Item {}

    /// A peer of whom a connection was counted for the first time.
    public record Met(Peer peer) implements Item {}

    /// A peer whose handshake failed; the connection is counted.
    ///
    /// @param at when
    public record Failed(Peer peer, @Nullable LogTime at) implements Item {}
}
