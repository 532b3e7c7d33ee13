package postern.app.engine;

import java.util.List;
import postern.remedy.PeerForecast;

/// What comes of edited settings.
///
/// @param peers   every sender, now and after
/// @param remarks what to say about single settings; a setting that is fine has none
/// @param change  commands that make the changes and bring them into force
/// @param verify  commands that show whether it worked
public record WhatIf(List<PeerForecast> peers, List<Remark> remarks, List<String> change, List<String> verify) {
    public WhatIf {
        peers = List.copyOf(peers);
        remarks = List.copyOf(remarks);
        change = List.copyOf(change);
        verify = List.copyOf(verify);
    }

    /// A remark on a setting.
    ///
    /// @param parameter the setting's name
    /// @param sentence  what is to be said
    /// @param kind      how to take it
    public record Remark(String parameter, String sentence, Kind kind) {}

    /// How to take a remark.
    public enum Kind {
        /// Postfix would not understand the value.
        NOT_UNDERSTOOD,
        /// The value locks someone out or exposes something.
        HARMFUL,
        NOTE
    }
}
