package postern.transcript;

import java.util.Optional;
import postern.maillog.LogLine;

/// A TCP port that is listened on.
///
/// @param address the address as printed, without brackets and interface: `0.0.0.0`, `::`, `*`, `127.0.0.1`
/// @param port    from 1 to 65535
/// @param program whose it is, for example `master` (Postfix), `dovecot`; empty if the listing does not tell, as
///                it does only to root
/// @param line    the line
public record Listener(String address, int port, Optional<String> program, LogLine line) {}
