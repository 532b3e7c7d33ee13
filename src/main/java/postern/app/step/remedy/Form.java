package postern.app.step.remedy;

import java.util.ArrayList;
import java.util.List;
import postern.remedy.CorrectedFile;
import postern.remedy.Remedy;
import postern.remedy.RepairedChain;

/// The change in one of the forms it can be taken along in.
///
/// @param kind what form it is
/// @param name the name of a file to save it as
/// @param text the whole text
record Form(Kind kind, String name, String text) {

    /// The forms.
    enum Kind {
        /// Commands that make the change.
        COMMANDS("commands"),
        /// What differs, for `patch -p0`.
        DIFFERENCES("differences"),
        /// A corrected file of settings.
        FILE("file"),
        /// Certificates put in order.
        CHAIN("chain"),
        /// Commands that take the change back.
        BACK("back");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /// The word used in message keys.
        String id() {
            return id;
        }
    }

    /// The forms that there are, handiest first.
    static List<Form> of(Remedy remedy, List<RepairedChain> chains) {
        List<Form> forms = new ArrayList<>();
        forms.add(new Form(Kind.COMMANDS, "change.sh", lines(remedy.commands())));
        forms.add(new Form(Kind.DIFFERENCES, "postfix.patch", remedy.patch()));
        remedy.files().stream()
                .filter(CorrectedFile::differs)
                .forEach(file -> forms.add(new Form(Kind.FILE, file.name(), file.after())));
        chains.stream()
                .filter(RepairedChain::isNeeded)
                .limit(1)
                .forEach(chain -> forms.add(new Form(Kind.CHAIN, "chain.pem", lines(chain.pem()))));
        forms.add(new Form(Kind.BACK, "back.sh", lines(remedy.back())));
        return forms.stream().filter(form -> !form.text().isBlank()).toList();
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
