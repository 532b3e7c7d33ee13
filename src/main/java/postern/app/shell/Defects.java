package postern.app.shell;

import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import postern.app.defect.DefectLog;
import postern.app.defect.ErrorReport;
import postern.app.outside.TextClipboard;
import postern.app.text.Texts;
import postern.app.ui.CopyButton;

/// Shows what nobody expected, with a code and the detail that help to mend it. The window stays as it is.
public final class Defects implements Thread.UncaughtExceptionHandler {
    private final Texts texts;
    private final TextClipboard clipboard;
    private final DefectLog log;
    private boolean showing;

    public Defects(Texts texts, TextClipboard clipboard, DefectLog log) {
        this.texts = texts;
        this.clipboard = clipboard;
        this.log = log;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (showing) {
            // One is enough: a fault in drawing comes back with every picture.
            return;
        }
        showing = true;
        try {
            log.write(thrown);
            show(ErrorReport.of(thrown));
        } finally {
            showing = false;
        }
    }

    private void show(ErrorReport report) {
        TextArea detail = new TextArea(report.detail());
        detail.setEditable(false);
        detail.setAccessibleText(texts.get("defect.detail"));
        CopyButton copy = new CopyButton(
                texts.get("copy"),
                texts.get("copy.what", texts.get("defect.detail")),
                texts,
                () -> clipboard.write(report.detail()));
        VBox below = new VBox(copy, detail);
        below.getStyleClass().add("section");
        Notice.mistake(
                        texts.get("defect.title"),
                        texts.get("defect.sentence", report.code()),
                        below,
                        texts,
                        new ButtonType(texts.get("footer.close"), ButtonData.CANCEL_CLOSE))
                .showAndWait();
    }
}
