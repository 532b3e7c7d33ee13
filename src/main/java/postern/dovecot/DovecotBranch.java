package postern.dovecot;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Releases of Dovecot that know the same names of TLS settings.
public enum DovecotBranch {
    /// 2.2 and older: `ssl_protocols`, Diffie-Hellman parameters made by Dovecot itself.
    UP_TO_2_2("2.2"),
    /// 2.3: `ssl_min_protocol`, `ssl_dh`.
    V2_3("2.3"),
    /// 2.4 and newer: `ssl_server_cert_file`, file names without `<`.
    FROM_2_4("2.4");

    /// `dovecot_config_version = 2.4.1`, `# 2.3.13 (89f716dc2): /etc/dovecot/dovecot.conf` of doveconf, the line that
    /// master logs when it starts.
    private static final Pattern STATED = Pattern.compile(
            "(?:dovecot_config_version\\s*=\\s*|^# (?=\\d\\S* \\([0-9a-f]+\\): /)|Dovecot v)(\\d)\\.(\\d{1,2})");

    /// 2.3 came on 22 December 2017, and Debian 10 was the first release of Debian, Ubuntu LTS or Red Hat
    /// with it, on 6 July 2019; Debian 9 had 2.2.27, Ubuntu 18.04 2.2.33 (packages.debian.org,
    /// packages.ubuntu.com).
    private static final LocalDate USUAL_2_3 = LocalDate.of(2019, 7, 6);

    private final String series;

    DovecotBranch(String series) {
        this.series = series;
    }

    /// The series of releases as people write it, for example `2.3`.
    @Override
    public String toString() {
        return series;
    }

    /// The branch that a text states; the first that does.
    static Optional<DovecotBranch> stated(Stream<String> texts) {
        return texts.map(STATED::matcher)
                .filter(Matcher::find)
                .map(found -> of(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                .findFirst();
    }

    private static DovecotBranch of(int major, int minor) {
        if (major < 2 || (major == 2 && minor < 3)) {
            return UP_TO_2_2;
        }
        return major == 2 && minor == 3 ? V2_3 : FROM_2_4;
    }

    /// The branch that runs, by what is stated, by what its daemons complain about, by the names that were
    /// written. Without any of these it is the one that was commonest on that day.
    ///
    /// @param conf the settings
    /// @param said lines of logs and of doveconf
    /// @param day  when it runs
    public static DovecotBranch guess(DovecotConf conf, List<String> said, LocalDate day) {
        return stated(Stream.concat(said.stream(), conf.stated().stream()))
                .or(() -> Complaint.branch(said))
                .or(() -> written(conf))
                .orElse(day.isBefore(USUAL_2_3) ? UP_TO_2_2 : V2_3);
    }

    /// Names that only one branch has.
    private static Optional<DovecotBranch> written(DovecotConf conf) {
        return Arrays.stream(values())
                .filter(branch -> conf.settings().stream()
                        .anyMatch(setting -> TlsSetting.branches(setting.name()).equals(List.of(branch))))
                .findFirst();
    }
}
