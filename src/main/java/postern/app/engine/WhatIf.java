package postern.app.engine;

import java.util.List;
import java.util.Optional;
import postern.remedy.PeerForecast;
import postern.remedy.Remedy;

/// What comes of edited settings.
///
/// @param peers   the senders of the log and large providers, now and after
/// @param others  software and devices that further senders may run, now and after
/// @param service the service of master.cf that this is a forecast of; empty for the one in question
/// @param remarks what to say about single settings; a setting that is fine has none
/// @param remedy  the changes as commands, as files and as what differs, and the way back
/// @param verify  commands that show whether it worked
public record WhatIf(
        List<PeerForecast> peers,
        List<PeerForecast> others,
        Optional<String> service,
        List<Remark> remarks,
        Remedy remedy,
        List<String> verify) {
    public WhatIf {
        peers = List.copyOf(peers);
        others = List.copyOf(others);
        remarks = List.copyOf(remarks);
        verify = List.copyOf(verify);
    }

    /// A remark on a setting.
    ///
    /// @param name     the setting's name, with its service where it has one
    /// @param sentence what is to be said
    /// @param kind     how to take it
    public record Remark(String name, String sentence, Kind kind) {}

    /// How to take a remark.
    public enum Kind {
        /// Postfix would not understand the value.
        NOT_UNDERSTOOD,
        /// The value locks someone out or exposes something.
        HARMFUL,
        NOTE
    }
}
