package postern.postfix;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.openssl.OpenSslBuild;
import postern.table.FactTable;
import postern.tls.ProtocolVersion;

/// Which software goes together in the field.
public final class Distributions {
    private static final List<Distribution> ALL = FactTable.rows(Distributions.class, "distributions.tsv").stream()
            .map(Distributions::distribution)
            .sorted(Comparator.comparing(Distribution::since))
            .toList();
    private static final List<Branch> BRANCHES = FactTable.rows(Distributions.class, "branches.tsv").stream()
            .map(Distributions::branch)
            .toList();
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b(debian|ubuntu|red ?hat(?: enterprise linux)?|rhel|centos|rocky|almalinux|alpine|fedora)\\b"
                    + "(?:[ /]*(?:gnu/linux|linux|release|server))*[ -]*v?(\\d{1,2}(?:\\.\\d{1,2})?)?");

    private Distributions() {}

    /// A branch of Postfix.
    private record Branch(int major, int minor, YearMonth since, int usualPatch) {}

    /// All of them, oldest first.
    public static List<Distribution> all() {
        return ALL;
    }

    /// The distribution that most likely runs this Postfix: one that shipped the very release, else one of its
    /// branch, else the one whose Postfix comes next below.
    public static Distribution running(PostfixRelease postfix) {
        return preferDebian(
                        ALL.stream().filter(it -> it.latest().equals(postfix)).toList())
                .or(() -> preferDebian(
                        ALL.stream().filter(it -> it.shipped(postfix)).toList()))
                .or(() -> preferDebian(ALL.stream()
                        .filter(it -> sameBranch(it.latest(), postfix))
                        .toList()))
                .or(() -> ALL.stream()
                        .filter(it -> it.latest().compareTo(postfix) <= 0)
                        .max(Comparator.comparing(Distribution::latest)))
                .orElse(ALL.getFirst());
    }

    /// The stable Debian of a day, as the most usual platform of mail servers that say nothing about theirs.
    public static Distribution usual(LocalDate day) {
        YearMonth month = YearMonth.from(day);
        return ALL.stream()
                .filter(it -> it.name().equals("Debian") && !it.version().equals("sid"))
                .filter(it -> !it.since().isAfter(month))
                .reduce((_, later) -> later)
                .orElse(ALL.getFirst());
    }

    /// Finds the distribution a text speaks of, as in `Debian GNU/Linux 12`, `CentOS release 6.10`,
    /// `ubuntu 22.04` or `3.7.11-0+deb12u1`; empty if it names none with a version.
    public static Optional<Distribution> mentioned(String text) {
        String head = text.length() > 2000 ? text.substring(0, 2000) : text;
        Matcher packaged = Pattern.compile("\\+deb(\\d{1,2})u\\d").matcher(head);
        if (packaged.find()) {
            return find("debian", packaged.group(1));
        }
        Matcher matcher = NAMED.matcher(head);
        while (matcher.find()) {
            if (matcher.group(2) != null) {
                Optional<Distribution> found = find(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        String lower = head.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(it -> !it.codeName().isEmpty())
                .filter(it -> lower.contains("\"" + it.codeName() + "\"") || lower.contains("(" + it.codeName() + ")"))
                .findFirst();
    }

    /// Reads the number of a Postfix release; a branch alone, as in `2.9`, stands for the patch level met
    /// most often in the field.
    public static Optional<PostfixRelease> release(String text) {
        Optional<PostfixRelease> release = PostfixRelease.parse(text);
        if (!text.strip().matches("\\d{1,3}\\.\\d{1,3}")) {
            return release;
        }
        return release.map(branch -> PostfixRelease.of(
                branch.major(),
                branch.minor(),
                BRANCHES.stream()
                        .filter(it -> it.major() == branch.major() && it.minor() == branch.minor())
                        .mapToInt(Branch::usualPatch)
                        .findFirst()
                        .orElse(0)));
    }

    /// The first release of the branch that was the newest on a day.
    public static PostfixRelease newestBranch(LocalDate day) {
        YearMonth month = YearMonth.from(day);
        return BRANCHES.stream()
                .filter(it -> !it.since().isAfter(month))
                .reduce((_, later) -> later)
                .map(it -> PostfixRelease.of(it.major(), it.minor(), 0))
                .orElse(PostfixRelease.of(2, 2, 0));
    }

    private static Optional<Distribution> find(String word, String version) {
        String name = switch (word) {
            case "debian" -> "Debian";
            case "ubuntu" -> "Ubuntu";
            case "alpine" -> "Alpine";
            case "fedora" -> "Fedora";
            default -> "Red Hat Enterprise Linux";
        };
        List<Distribution> ofName =
                ALL.stream().filter(it -> it.name().equals(name)).toList();
        return ofName.stream()
                .filter(it -> it.version().equals(version))
                .findFirst()
                .or(() -> ofName.stream()
                        .filter(it -> major(it.version()).equals(major(version)) && !name.equals("Ubuntu"))
                        .reduce((earlier, later) -> minor(later.version()) <= minor(version) ? later : earlier));
    }

    private static String major(String version) {
        return version.replaceFirst("\\..*", "");
    }

    private static int minor(String version) {
        return version.contains(".") ? Integer.parseInt(version.replaceFirst(".*\\.", "")) : Integer.MAX_VALUE;
    }

    private static Optional<Distribution> preferDebian(List<Distribution> candidates) {
        return candidates.stream()
                .filter(it -> it.name().equals("Debian"))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    private static boolean sameBranch(PostfixRelease one, PostfixRelease other) {
        return one.major() == other.major() && one.minor() == other.minor();
    }

    private static Distribution distribution(String[] field) {
        return new Distribution(
                field[0],
                field[1],
                field[2].equals("-") ? "" : field[2],
                YearMonth.parse(field[3]),
                PostfixRelease.parse(field[4]).orElseThrow(),
                PostfixRelease.parse(field[5]).orElseThrow(),
                OpenSslBuild.find(field[6]).orElseThrow(),
                ProtocolVersion.named(field[7]));
    }

    private static Branch branch(String[] field) {
        PostfixRelease release = PostfixRelease.parse(field[0]).orElseThrow();
        return new Branch(release.major(), release.minor(), YearMonth.parse(field[1]), Integer.parseInt(field[2]));
    }
}
