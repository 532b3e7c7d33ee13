package postern.transcript;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The tools whose output is read, and what their runs begin with.
public enum Tool {
    S_CLIENT("(?:openssl|libressl)[\\w.-]{0,20}\\b[^|]{0,200} s_client|s_client", "CONNECTED\\([0-9A-Fa-f]+\\)", ""),
    GNUTLS_CLI(
            "gnutls-cli(?:-debug)?",
            "Processed \\d+ CA certificate\\(s\\)\\.",
            "GnuTLS debug client .*|- Certificate type: X\\.509|- Certificate\\[\\d+\\] info:|- Got a certificate list of \\d+ certificates?\\."),
    POSTTLS_FINGER("posttls-finger", "posttls-finger: Connected to .*", "posttls-finger: .*"),
    TESTSSL(
            "testssl(?:\\.sh)?",
            "Start \\d{4}-\\d\\d-\\d\\d [0-9:]{8} +-->> .*",
            "testssl(?:\\.sh)? +(?:version )?\\d.*|Testing protocols via .*|Chain of trust +(?:NOT )?[Oo][Kk]\\b.*"),
    SSLSCAN(
            "sslscan",
            "Testing SSL server \\S+ on port \\d+.*",
            "SSL/TLS Protocols:|ERROR: The \\S+ service on \\S+ port \\d+ did not appear to support STARTTLS\\."),
    SSLYZE(
            "(?:python\\S* -m )?sslyze",
            "SCAN RESULTS FOR \\S+ - .*",
            "\\* (?:SSL 2\\.0|SSL 3\\.0|TLS 1\\.[0-3]) Cipher Suites:.*|\\* Certificates Information:.*"),
    NMAP("nmap", "Starting Nmap .*|Nmap scan report for .*", "\\|[ _]ssl-(?:enum-ciphers|cert):.*"),
    SWAKS(
            "swaks",
            "=== Trying \\S+\\.{3}",
            "=== TLS started .*|\\*\\*\\* (?:TLS startup failed|Host did not advertise STARTTLS).*"),
    CHECKTLS(
            "(?i:checktls)",
            "(?:\\[[0-9.]+\\] +)?Trying TLS on \\S+.*",
            "(?:\\[[0-9.]+\\] +)?Certificate (?:#?\\d+ of \\d+ (?:in chain|\\(sent by MX\\)):.*)"
                    + "|.*\\bCert VALIDATION ERROR\\(S\\):.*");

    /// What may stand before the tool in a command line: other commands, a path, variables, what is fed to it.
    private static final String BEFORE = "(?:.{0,200}(?:\\||;|&&|\\bdo\\b)\\s*+)?"
            + "(?:(?:sudo|time|timeout \\S{1,20}|bash|sh|perl|docker run [^|]{0,200}|docker(?:[ -]compose)? exec [^|]{0,200}|\\w{1,40}=\\S{0,200}) +){0,5}"
            + "(?:\\S{0,200}/)?";

    private final Pattern command;
    private final Pattern beginning;
    private final Pattern first;

    /// @param command what runs it
    /// @param first   the line that stands at the beginning of a run and nowhere else
    /// @param others  other lines that only this tool prints, by which a run is known whose beginning is missing
    Tool(String command, String first, String others) {
        this.command = Pattern.compile(BEFORE + "(?:" + command + ")(?:\\s.*)?");
        this.first = Pattern.compile(first);
        this.beginning = Pattern.compile(others.isEmpty() ? first : first + "|" + others);
    }

    /// The tool that a command line runs.
    static Optional<Tool> runBy(String commandLine) {
        return Arrays.stream(values())
                .filter(tool -> tool.command.matcher(commandLine).matches())
                .findFirst();
    }

    /// The tool whose output begins with such a line, without the blanks around it.
    static Optional<Tool> beginningWith(String line) {
        return Arrays.stream(values())
                .filter(tool -> tool.beginning.matcher(line).matches())
                .findFirst();
    }

    /// Whether such a line begins another run of the tool.
    boolean beginsAnew(String line) {
        return first.matcher(line).matches();
    }

    /// Understands one run of the tool. The output of `s_client` has a reader of its own.
    ToolLines newLines() {
        return switch (this) {
            case S_CLIENT -> (_, _) -> false;
            case GNUTLS_CLI -> new GnutlsCliLines();
            case POSTTLS_FINGER -> new PosttlsFingerLines();
            case TESTSSL -> new TestsslLines();
            case SSLSCAN -> new SslscanLines();
            case SSLYZE -> new SslyzeLines();
            case NMAP -> new NmapLines();
            case SWAKS -> new SwaksLines();
            case CHECKTLS -> new CheckTlsLines();
        };
    }
}
