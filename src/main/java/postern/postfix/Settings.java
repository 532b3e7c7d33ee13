package postern.postfix;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values of all parameters as one service sees them: the service's `-o` options over `main.cf` over
/// the defaults of the release.
public final class Settings {
    private final MainCf mainCf;
    private final Map<String, MasterCf.Option> options = new HashMap<>();
    private final PostfixRelease release;
    private final String openssl;

    /// Puts the layers together.
    ///
    /// @param options the `-o` options of the service; the last of a name wins
    /// @param openssl the release of the library Postfix was built with, for example `1.0.1e`
    public Settings(MainCf mainCf, List<MasterCf.Option> options, PostfixRelease release, String openssl) {
        this.mainCf = mainCf;
        this.release = release;
        this.openssl = openssl;
        options.forEach(option -> this.options.put(option.name(), option));
    }

    /// Puts the layers together for the software in charge.
    Settings(MainCf mainCf, List<MasterCf.Option> options, Platform platform) {
        this(mainCf, options, platform.postfix(), platform.openssl().release().toString());
    }

    /// The release whose rules apply.
    public PostfixRelease release() {
        return release;
    }

    /// The release of the library Postfix was built with.
    String openssl() {
        return openssl;
    }

    /// What the service sees; the empty value for a parameter that is neither set nor known, or that this
    /// release does not have yet or no longer, so that setting it does nothing.
    public Setting get(String name) {
        if (Parameters.named(name)
                .filter(parameter -> !parameter.knownIn(release))
                .isPresent()) {
            return new Setting(name, "", "", null, 0);
        }
        MasterCf.Option option = options.get(name);
        if (option != null) {
            return setting(name, option.value(), "master.cf", option.line());
        }
        return mainCf.entry(name)
                .map(entry -> setting(name, entry.value(), "main.cf", entry.firstLine()))
                .orElseGet(() -> new Setting(
                        name,
                        expand(builtIn(name).orElse("")).value(),
                        builtIn(name).orElse(""),
                        null,
                        0));
    }

    /// Whether the parameter is set in one of the files.
    public boolean isWritten(String name) {
        return options.containsKey(name) || mainCf.entry(name).isPresent();
    }

    /// What Postfix warns of when it expands the value, and then gives up with a fatal error; empty if all is well.
    public List<String> faults(String name) {
        return raw(name).map(value -> expand(value).faults()).orElse(List.of());
    }

    /// Replaces every `$name` in a text.
    public String expanded(String text) {
        return expand(text).value();
    }

    private Setting setting(String name, String written, String file, int line) {
        return new Setting(name, expand(written).value(), written, file, line);
    }

    private Expansion.Expanded expand(String value) {
        return Expansion.of(value, release, this::raw);
    }

    private Optional<String> raw(String name) {
        MasterCf.Option option = options.get(name);
        if (option != null) {
            return Optional.of(option.value());
        }
        return mainCf.entry(name).map(MainCf.Entry::value).or(() -> builtIn(name));
    }

    /// A value that Postfix takes from the machine, such as `$myhostname`, is not known here and stays as it
    /// is written.
    private Optional<String> builtIn(String name) {
        if (name.equals("mail_version")) {
            return Optional.of(release.toString());
        }
        if (name.equals("mydomain") && isWritten("myhostname")) {
            return raw("myhostname").map(this::hostWithoutDomain).map(Settings::domainOf);
        }
        return Parameters.named(name)
                .flatMap(parameter ->
                        parameter.isFromMachine() ? Optional.of("$$" + name) : parameter.defaultIn(release, openssl));
    }

    /// While the host's name is read there is no domain yet, so `mail.$mydomain` names none
    /// (`mail_params_init` in `src/global/mail_params.c`).
    private String hostWithoutDomain(String host) {
        return Expansion.of(host, release, name -> name.equals("mydomain") ? Optional.empty() : raw(name))
                .value();
    }

    /// The default of `mydomain`: the host's name without its first part (Postfix
    /// `src/global/mail_params.c`).
    private static String domainOf(String host) {
        int dot = host.indexOf('.');
        return dot < 0 ? "localdomain" : host.substring(dot + 1);
    }
}
