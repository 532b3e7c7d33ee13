package postern.app.ui;

import javafx.scene.Node;
import javafx.scene.Parent;

/// A page of the wizard.
public interface StepView {

    /// The page's controls, always the same ones.
    Parent content();

    /// Where the keyboard should be when the page appears.
    Node firstFocus();

    /// Is called each time before the page appears.
    void entered();

    /// Is called each time before the page is left.
    void left();
}
