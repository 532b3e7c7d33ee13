package postern.app.shell;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import postern.app.draft.Check;
import postern.app.draft.Draft;
import postern.app.engine.Engine;
import postern.app.engine.ServerReading;
import postern.app.flow.Flow;
import postern.app.flow.Obstacle;
import postern.app.flow.Page;
import postern.app.flow.Situation;

/// Which page is shown, and where one can go from it.
public final class ShellViewModel {
    private final Draft draft;
    private final Engine engine;
    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.COMPLAINT);
    private final ObjectBinding<Situation> situation;

    public ShellViewModel(Draft draft, Engine engine) {
        this.draft = draft;
        this.engine = engine;
        this.situation = Bindings.createObjectBinding(
                this::look,
                draft.serverProperty(),
                draft.problemProperty(),
                draft.pendingProperty(),
                draft.inputs(),
                draft.checkProperty());
    }

    /// Goes on, if there is a way.
    public void next() {
        Flow.next(page.get(), situation.get()).ifPresent(page::set);
    }

    /// Goes back, if there is a way.
    public void back() {
        Flow.back(page.get()).ifPresent(page::set);
    }

    /// Goes to a page, if it can be reached.
    public void go(Page target) {
        if (Flow.isReachable(target, situation.get())) {
            page.set(target);
        }
    }

    /// The check has come to its end: whoever watched it is taken to the answer.
    public void checkFinished() {
        if (page.get() == Page.PROBING) {
            next();
        }
    }

    public ReadOnlyObjectProperty<Page> page() {
        return page.getReadOnlyProperty();
    }

    ObjectBinding<Situation> situation() {
        return situation;
    }

    Optional<Obstacle> obstacle() {
        return Flow.obstacle(page.get(), situation.get());
    }

    /// Whether closing the window would lose something the user gave or waited for.
    public boolean losesWork() {
        return draft.hasSomethingToCheck() && page.get() != Page.REPORT;
    }

    private Situation look() {
        Check check = draft.checkProperty().get();
        return new Situation(
                !(engine.readServer(draft.serverProperty().get()) instanceof ServerReading.NotUnderstood),
                draft.hasSomethingToCheck(),
                check instanceof Check.Running,
                draft.isAnswered(),
                check instanceof Check.Finished);
    }
}
