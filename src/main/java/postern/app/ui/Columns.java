package postern.app.ui;

import java.util.List;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;

/// Two halves beside each other, or one below the other where letters are large and the window is small. A right
/// one that is not managed leaves its place to the left one.
public final class Columns extends GridPane {
    private final Node left;
    private final Region right;
    private final ReadOnlyBooleanWrapper beside = new ReadOnlyBooleanWrapper(true);
    /// As wide as the page must be for two columns, in the letters of the page; the style sheet says how wide.
    private final Region ruler = new Region();

    private final boolean rightFirst;
    private final double leftPercent;

    public Columns(Node left, Region right) {
        this(left, right, false, 50);
    }

    /// @param rightFirst whether the right one stands above where there is no room beside each other
    /// @param leftPercent how much of the width the left one has where both are beside each other
    public Columns(Node left, Region right, boolean rightFirst, double leftPercent) {
        this.rightFirst = rightFirst;
        this.leftPercent = leftPercent;
        this.left = left;
        this.right = right;
        getStyleClass().add("columns");
        ruler.getStyleClass().add("columns-ruler");
        ruler.setManaged(false);
        ruler.setVisible(false);
        getChildren().addAll(left, right, ruler);
        setMinWidth(0);
        setValignment(left, VPos.TOP);
        setValignment(right, VPos.TOP);
        beside();
        widthProperty().subscribe(this::arrange);
        ruler.minWidthProperty().subscribe(this::arrange);
        right.managedProperty().subscribe(this::arrange);
    }

    /// Whether the right one stands above the left one, for want of room.
    public boolean isRightAbove() {
        return rightFirst && right.isManaged() && isNarrow();
    }

    private boolean isNarrow() {
        return getWidth() > 0 && getWidth() < ruler.getMinWidth();
    }

    /// Keeps the right one in sight while the left one is scrolled.
    public Columns keepingRightInSight() {
        InSight.keep(right, this, beside);
        return this;
    }

    private void arrange() {
        beside.set(right.isManaged() && !isNarrow());
        if (!right.isManaged()) {
            alone();
        } else if (isNarrow()) {
            below();
        } else {
            beside();
        }
    }

    private void beside() {
        getColumnConstraints().setAll(part(leftPercent), part(100 - leftPercent));
        getRowConstraints().setAll(growing());
        setConstraints(left, 0, 0);
        setConstraints(right, 1, 0);
        order(false);
    }

    /// The keyboard goes through the children in their order.
    private void order(boolean rightComesFirst) {
        Node first = rightComesFirst ? right : left;
        if (!getChildren().getFirst().equals(first)) {
            first.toBack();
        }
    }

    private void alone() {
        oneColumn();
        getRowConstraints().setAll(growing());
        setConstraints(left, 0, 0);
        order(false);
    }

    private void oneColumn() {
        getColumnConstraints().setAll(part(100));
    }

    private static ColumnConstraints part(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }

    private void below() {
        oneColumn();
        getRowConstraints()
                .setAll(
                        rightFirst
                                ? List.of(growing(), new RowConstraints())
                                : List.of(new RowConstraints(), growing()));
        setConstraints(left, 0, rightFirst ? 1 : 0);
        setConstraints(right, 0, rightFirst ? 0 : 1);
        order(rightFirst);
    }

    private static RowConstraints growing() {
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        return row;
    }
}
