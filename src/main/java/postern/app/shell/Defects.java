package postern.app.shell;

import java.io.PrintWriter;
import java.io.StringWriter;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import postern.app.text.Texts;

/// Shows what nobody expected, with the detail that helps to mend it. The window stays as it is.
public final class Defects implements Thread.UncaughtExceptionHandler {
    private final Texts texts;
    private boolean showing;

    public Defects(Texts texts) {
        this.texts = texts;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (showing) {
            // One is enough: a fault in drawing comes back with every picture.
            return;
        }
        showing = true;
        try {
            show(thrown);
        } finally {
            showing = false;
        }
    }

    private void show(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        TextArea detail = new TextArea(trace.toString());
        detail.setEditable(false);
        detail.setAccessibleText(texts.get("defect.detail"));
        Alert alert = new Alert(Alert.AlertType.ERROR, texts.get("defect.sentence"), ButtonType.CLOSE);
        alert.setTitle(texts.get("app.name"));
        alert.setHeaderText(texts.get("defect.title"));
        alert.getDialogPane().setExpandableContent(detail);
        alert.showAndWait();
    }
}
