package postern.app.step.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.app.FakeEngine;
import postern.app.FixedDialogs;
import postern.app.FoundingCase;
import postern.app.MemoryClipboard;
import postern.app.SameThreadRunner;
import postern.app.draft.Check;
import postern.app.draft.Draft;
import postern.app.engine.Format;
import postern.app.text.Texts;
import postern.redaction.StandIn;

class ReportViewModelTest {
    private final Draft draft = new Draft();
    private final FakeEngine engine = new FakeEngine(0);
    private final MemoryClipboard clipboard = new MemoryClipboard();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void check() {
        draft.setCheck(new Check.Finished(engine.example(), FoundingCase.report(), false));
    }

    private ReportViewModel open(Optional<Path> chosen) {
        ReportViewModel model = new ReportViewModel(
                draft,
                engine,
                new FixedDialogs(List.of(), chosen),
                clipboard,
                new SameThreadRunner(),
                Texts.in(Locale.ENGLISH));
        model.entered();
        return model;
    }

    @ParameterizedTest
    @EnumSource
    void savesUnderANameWithTheDay(Format format) {
        ReportViewModel model = open(Optional.of(folder));
        model.save(format);
        Path file = folder.resolve("postern-report-2014-12-19." + format.extension());
        assertThat(file).content().contains("smtpd_tls_protocols = !SSLv2, !SSLv3");
        assertThat(model.saved().get()).contains(new ReportViewModel.Saved("Saved to " + file, false));
    }

    @Test
    void saysWhyItCouldNotBeSaved() {
        ReportViewModel model = open(Optional.of(folder.resolve("missing")));
        model.save(Format.PDF);
        assertThat(model.saved().get().orElseThrow().failed()).isTrue();
        assertThat(model.saved().get().orElseThrow().sentence()).contains("could not be written");
    }

    @Test
    void savesNothingWhenTheUserThinksBetterOfIt() {
        ReportViewModel model = open(Optional.empty());
        model.save(Format.PDF);
        assertThat(model.saved().get()).isEmpty();
        assertThat(folder).isEmptyDirectory();
        assertThat(Files.exists(folder)).isTrue();
    }

    @Test
    void sharesStandInsUnlessToldOtherwise() {
        ReportViewModel model = open(Optional.of(folder));
        assertThat(model.preview().get()).startsWith("Shared report of 2014-12-19");
        assertThat(model.replaced()).extracting(StandIn::original).containsExactly("mail.example.com");
        model.save(Format.HTML);
        assertThat(folder.resolve("postern-report-2014-12-19.html")).content().startsWith("Shared report");
        model.redact().set(false);
        assertThat(model.preview().get()).startsWith("Postern report of 2014-12-19");
        assertThat(model.replaced()).isEmpty();
        model.save(Format.HTML);
        assertThat(folder.resolve("postern-report-2014-12-19.html")).content().startsWith("Postern report");
    }

    @Test
    void savesTheCase() {
        ReportViewModel model = open(Optional.of(folder));
        model.saveCase();
        assertThat(engine.written).containsExactly(folder.resolve("postern-case-2014-12-19.postern"));
    }

    @Test
    void previewsAndCopiesTheReportAsText() {
        ReportViewModel model = open(Optional.empty());
        model.redact().set(false);
        assertThat(model.preview().get()).startsWith("Postern report of 2014-12-19");
        model.copyReport();
        assertThat(clipboard.text()).isEqualTo(model.preview().get());
    }

    @Test
    void copiesTheSettingsAsLinesOfMainCf() {
        open(Optional.empty()).copySettings();
        assertThat(clipboard.text()).isEqualTo("smtpd_tls_protocols = !SSLv2, !SSLv3");
    }
}
