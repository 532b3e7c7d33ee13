package postern.maillog;

import java.util.List;
import postern.tls.ProtocolVersion;

/// The commonest of all connections, whole: somebody comes, starts TLS, leaves mails and goes, without anything
/// else to tell. Its lines are parts of a longer text.
///
/// @param text    the text
/// @param lines   its lines in order
/// @param peer    where the peer stands in the first line
/// @param version the version agreed
/// @param mails   how many mails
record CommonSession(String text, List<Span> lines, Span peer, ProtocolVersion version, int mails) {
    CommonSession {
        lines = List.copyOf(lines);
    }

    /// A part of the text.
    ///
    /// @param number place of the line in the log
    record Span(long number, int from, int to) {

        /// The part as a text of its own.
        String of(String text) {
            return text.substring(from, to);
        }
    }
}
