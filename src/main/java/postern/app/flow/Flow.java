package postern.app.flow;

import java.util.Optional;

/// The way through the wizard.
public final class Flow {
    private Flow() {}

    /// The page after this one; empty at the end, or while something stands in the way.
    public static Optional<Page> next(Page page, Situation situation) {
        return switch (page) {
            case COMPLAINT -> onlyIf(situation.serverReadable(), Page.FILES);
            case FILES ->
                onlyIf(
                        canCheck(situation),
                        situation.answered() && !situation.running() ? Page.DIAGNOSIS : Page.PROBING);
            case PROBING -> onlyIf(situation.result() && !situation.running(), Page.DIAGNOSIS);
            case DIAGNOSIS -> Optional.of(Page.REMEDY);
            case REMEDY -> Optional.of(Page.REPORT);
            case REPORT -> Optional.empty();
        };
    }

    /// The page before this one; empty at the start. From the result it leads to what was given, past the
    /// checks, which are only worth a visit while they run.
    public static Optional<Page> back(Page page) {
        return switch (page) {
            case COMPLAINT -> Optional.empty();
            case FILES -> Optional.of(Page.COMPLAINT);
            case PROBING, DIAGNOSIS -> Optional.of(Page.FILES);
            case REMEDY -> Optional.of(Page.DIAGNOSIS);
            case REPORT -> Optional.of(Page.REMEDY);
        };
    }

    /// Whether a page can be gone to directly.
    public static boolean isReachable(Page page, Situation situation) {
        return switch (page) {
            case COMPLAINT -> true;
            case FILES -> situation.serverReadable();
            case PROBING -> canCheck(situation);
            case DIAGNOSIS, REMEDY, REPORT -> situation.result() && !situation.running();
        };
    }

    /// Why there is no way on from this page; empty if there is one.
    public static Optional<Obstacle> obstacle(Page page, Situation situation) {
        return switch (page) {
            case COMPLAINT, FILES -> {
                if (!situation.serverReadable()) {
                    yield Optional.of(Obstacle.SERVER_NOT_UNDERSTOOD);
                }
                yield page == Page.FILES && !situation.somethingGiven()
                        ? Optional.of(Obstacle.NOTHING_GIVEN)
                        : Optional.empty();
            }
            case PROBING -> situation.running() ? Optional.of(Obstacle.RUNNING) : Optional.empty();
            case DIAGNOSIS, REMEDY, REPORT -> Optional.empty();
        };
    }

    private static boolean canCheck(Situation situation) {
        return situation.serverReadable() && situation.somethingGiven();
    }

    private static Optional<Page> onlyIf(boolean allowed, Page page) {
        return allowed ? Optional.of(page) : Optional.empty();
    }
}
