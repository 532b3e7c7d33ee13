package postern.app.flow;

/// What stands in the way of going on.
public enum Obstacle {
    SERVER_NOT_UNDERSTOOD("server"),
    NOTHING_GIVEN("nothing"),
    RUNNING("running");

    private final String id;

    Obstacle(String id) {
        this.id = id;
    }

    /// The word used in message keys.
    public String id() {
        return id;
    }
}
