package postern.cli;

import picocli.CommandLine.IVersionProvider;
import postern.check.Check;

/// Postern's version for `--version`.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Postern " + Check.version()};
    }
}
