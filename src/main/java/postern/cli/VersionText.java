package postern.cli;

import picocli.CommandLine.IVersionProvider;
import postern.check.Version;

/// Postern's version for `--version`.
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Postern " + Version.current()};
    }
}
