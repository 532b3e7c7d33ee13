package postern.remedy;

import java.util.List;
import java.util.Optional;
import postern.diagnosis.Facts;
import postern.postfix.MainCf;
import postern.postfix.MasterCf;
import postern.postfix.PostfixRelease;
import postern.postfix.Remark;

/// What a remedy of Postfix starts from.
///
/// @param mainCf   the settings as they are, also from the output of `postconf -n`
/// @param masterCf the services as they are, also from the output of `postconf -M`
/// @param whole    whether a setting that main.cf does not name is not set
/// @param release  whose `postconf` is to make the changes
public record Configuration(
        Optional<MainCf> mainCf, Optional<MasterCf> masterCf, boolean whole, PostfixRelease release) {
    /// What stands in place of a secret that was blanked, and of bytes that are not UTF-8.
    private static final List<String> DAMAGE = List.of("(blanked)", "\uFFFD");

    /// Nothing known; any release of today knows every option of `postconf` that is used.
    public static Configuration unknown() {
        return new Configuration(Optional.empty(), Optional.empty(), false, PostfixRelease.of(3, 0, 0));
    }

    /// What the evidence holds.
    public static Configuration of(Facts facts) {
        return new Configuration(
                facts.evidence().mainCf().map(given -> given.content()),
                facts.evidence().masterCf().map(given -> given.content()),
                facts.hasWholeMainCf(),
                facts.platform().platform().postfix());
    }

    /// main.cf if it was given as the file itself.
    Optional<MainCf> mainCfFile() {
        return mainCf.filter(file -> isUntouched(file.text(), file.remarks()) && !isPrinted(file));
    }

    /// master.cf if it was given as the file itself.
    Optional<MasterCf> masterCfFile() {
        return masterCf.filter(file -> isUntouched(file.text(), file.remarks()) && hasComments(file.text()));
    }

    private static boolean isUntouched(String text, List<Remark> remarks) {
        return remarks.isEmpty() && DAMAGE.stream().noneMatch(text::contains);
    }

    /// `postconf -n` prints no comments, and the settings by name; `postconf -M` no comments either. No line of
    /// such output need be a line of the file.
    private static boolean isPrinted(MainCf file) {
        List<String> names = file.entries().stream().map(entry -> entry.name()).toList();
        return !hasComments(file.text()) && names.equals(names.stream().sorted().toList());
    }

    private static boolean hasComments(String text) {
        return text.lines().anyMatch(line -> line.stripLeading().startsWith("#"));
    }
}
