package postern.diagnosis.cause.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.diagnosis.Cause;
import postern.diagnosis.Certainty;
import postern.diagnosis.Change;
import postern.diagnosis.Citation;
import postern.diagnosis.DovecotServer;
import postern.diagnosis.Facts;
import postern.diagnosis.Finding;
import postern.diagnosis.Target;
import postern.diagnosis.cause.answer.Findings;
import postern.diagnosis.cause.clue.Logs;
import postern.dovecot.DovecotBranch;
import postern.dovecot.DovecotConf;
import postern.dovecot.TlsSetting;

/// Dovecot up to 2.3 reads a file only with `<` before its name; from 2.4 on the name stands alone.
public final class DovecotFilePrefixWrong implements Cause {
    private static final Pattern LOGGED = Pattern.compile(
            "(ssl_\\w+): open\\(\\S*-----BEGIN|Can't load (?:private key|SSL certificate)[^\\n]*there is no < "
                    + "|forgot '<' from ssl_\\w+=");
    /// Dovecot up to 2.3 says what it should be.
    private static final Pattern TOLD = Pattern.compile("forgot '<' from (ssl_\\w+)=<?\\s*(/[^)\\s]+)");

    @Override
    public List<Finding> examine(Facts facts) {
        List<DovecotServer.Found> wrong = facts.dovecot().stream()
                .flatMap(DovecotServer::settings)
                .filter(found -> isWrong(found.setting()))
                .toList();
        List<Citation> said = Logs.saying(LOGGED, facts);
        List<Change> fix = new ArrayList<>(
                wrong.stream().map(found -> change(found.setting())).toList());
        if (fix.isEmpty()) {
            Optional<Change> told =
                    said.stream().flatMap(line -> told(line.text()).stream()).findFirst();
            String named = Logs.group(LOGGED, facts);
            fix.add(told.orElseGet(() -> named.equals("?") ? Change.at(Target.DOVECOT_CONF) : Change.dovecot(named)));
        }
        fix.add(Change.command("doveadm reload"));
        return Findings.cause(
                this,
                facts,
                Certainty.PROVEN,
                Map.of(),
                Stream.concat(wrong.stream().map(DovecotServer.Found::citation), said.stream())
                        .toList(),
                fix);
    }

    private static Optional<Change> told(String line) {
        Matcher told = TOLD.matcher(line);
        return told.find() ? Optional.of(Change.dovecot(told.group(1), "<" + told.group(2))) : Optional.empty();
    }

    /// A name that both 2.4 and older releases have tells nothing about the form of its value.
    private static boolean isWrong(DovecotConf.Written setting) {
        return isFile(setting)
                && !setting.isHidden()
                && !setting.value().isEmpty()
                && setting.value().startsWith("<") != wantsPrefix(setting);
    }

    private static boolean isFile(DovecotConf.Written setting) {
        return TlsSetting.of(setting.name())
                .filter(known -> known.kind() == TlsSetting.Kind.FILE)
                .isPresent();
    }

    private static boolean wantsPrefix(DovecotConf.Written setting) {
        return !TlsSetting.branches(setting.name()).contains(DovecotBranch.FROM_2_4);
    }

    private static Change change(DovecotConf.Written setting) {
        DovecotBranch branch = wantsPrefix(setting) ? DovecotBranch.V2_3 : DovecotBranch.FROM_2_4;
        return Change.dovecot(setting.name(), TlsSetting.file(setting.value(), branch));
    }
}
