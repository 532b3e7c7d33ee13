package postern.app.ui;

import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Details that are one click below a line. Space opens and closes them; Enter is for the button that leads on, as
/// everywhere in the wizard.
public final class Folded extends TitledPane {

    /// @param id   for the style sheet and tests
    /// @param line what is below
    public Folded(String id, String line, Node content) {
        super(line, content);
        setId(id);
        getStyleClass().addAll("ground", "dense");
        setExpanded(false);
        setAnimated(false);
        addEventFilter(KeyEvent.KEY_PRESSED, this::passOn);
    }

    private void passOn(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.getTarget() == this) {
            event.consume();
            getParent().fireEvent(event.copyFor(getParent(), getParent()));
        }
    }
}
