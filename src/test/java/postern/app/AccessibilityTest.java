package postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import postern.app.flow.Page;
import postern.app.shell.Theme;
import postern.app.task.FxTaskRunner;
import postern.app.text.Texts;

/// What a screen reader and a keyboard find on each page.
@ExtendWith(ApplicationExtension.class)
class AccessibilityTest {
    private static final Pattern ACCESS_KEY = Pattern.compile("_(\\S)");

    @Start
    void open(Stage stage) {
        new Wiring(
                        new FakeEngine(1),
                        new FxTaskRunner(),
                        new Wiring.Outside(
                                new MemoryClipboard(),
                                new FixedDialogs(List.of(), Optional.<Path>empty()),
                                new MemoryCase(),
                                () -> {}),
                        new Theme(new MemoryStore()),
                        Texts.in(Locale.ENGLISH))
                .show(stage);
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryControlThatCanHaveTheFocus(Page page, FxRobot robot) throws TimeoutException {
        List<String> nameless = new ArrayList<>();
        for (Node node : all(goTo(page, robot))) {
            if (node.isFocusTraversable() && shows(node) && name(node).isBlank() && !(node instanceof ScrollPane)) {
                nameless.add(node.toString());
            }
        }
        assertThat(nameless).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void usesEachAccessKeyOnce(Page page, FxRobot robot) throws TimeoutException {
        Map<String, List<String>> users = new HashMap<>();
        for (Node node : all(goTo(page, robot))) {
            if (node instanceof Labeled labeled && labeled.isMnemonicParsing() && shows(node)) {
                Matcher key = ACCESS_KEY.matcher(labeled.getText() == null ? "" : labeled.getText());
                if (key.find()) {
                    users.computeIfAbsent(key.group(1).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                            .add(labeled.getText());
                }
            }
        }
        assertThat(users).isNotEmpty();
        assertThat(users.values()).allSatisfy(labels -> assertThat(labels).hasSize(1));
    }

    @ParameterizedTest
    @EnumSource
    void cutsNoTextShortInASmallWindow(Page page, FxRobot robot) throws TimeoutException {
        Parent root = goTo(page, robot);
        robot.interact(() -> {
            Stage stage = (Stage) root.getScene().getWindow();
            stage.setWidth(1024);
            stage.setHeight(600);
        });
        WaitForAsyncUtils.waitForFxEvents();
        List<String> cut = new ArrayList<>();
        robot.interact(() -> {
            root.applyCss();
            root.layout();
            for (Node node : all(root)) {
                if (node instanceof Text words && shows(node) && owner(words) instanceof Labeled labeled) {
                    String given = labeled.getText() == null ? "" : labeled.getText();
                    boolean own = words.getStyleClass().contains("text") && !(labeled instanceof ListCell);
                    if (own && (words.getText().endsWith("...") || isCut(words.getText(), given))) {
                        cut.add(given);
                    }
                }
            }
        });
        assertThat(cut).isEmpty();
    }

    private static boolean isCut(String shown, String given) {
        return shown.endsWith("…") && !given.endsWith("…");
    }

    /// The control the letters belong to.
    private static @Nullable Node owner(Text words) {
        Node part = words.getParent();
        while (part != null && !(part instanceof Labeled)) {
            part = part.getParent();
        }
        return part;
    }

    private static Parent goTo(Page page, FxRobot robot) throws TimeoutException {
        WaitForAsyncUtils.waitForFxEvents();
        if (page != Page.COMPLAINT) {
            robot.interact(() -> robot.lookup("#example").queryButton().fire());
            WaitForAsyncUtils.waitFor(
                    10,
                    TimeUnit.SECONDS,
                    () -> robot.lookup("#title").queryLabeled().getText().equals("What was found"));
            robot.interact(
                    () -> robot.lookup("#step-" + page.id()).queryButton().fire());
        }
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup("#title").query().getScene().getRoot();
    }

    private static boolean shows(Node node) {
        for (Node part = node; part != null; part = part.getParent()) {
            if (!part.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /// What a screen reader says: the accessible text, the control's own words, or those of its label.
    private static String name(Node node) {
        if (node.getAccessibleText() != null && !node.getAccessibleText().isBlank()) {
            return node.getAccessibleText();
        }
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isBlank()) {
            return labeled.getText();
        }
        return node.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY) instanceof Label label
                ? label.getText()
                : "";
    }

    private static List<Node> all(Parent root) {
        List<Node> nodes = new ArrayList<>(List.of(root));
        for (Node child : root.getChildrenUnmodifiable()) {
            if (child instanceof Parent parent) {
                nodes.addAll(all(parent));
            } else {
                nodes.add(child);
            }
        }
        return nodes;
    }
}
