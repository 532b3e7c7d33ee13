package postern.probe;

/// What a server does when a client wants to go on with a session it had before.
public enum Resumption {
    /// It takes the session up again.
    RESUMES("resumes"),
    /// It shakes hands as if there had been none: slower and harmless.
    STARTS_ANEW("starts-anew"),
    /// It fails, although it shakes hands with clients that had none.
    FAILS("fails");

    private final String id;

    Resumption(String id) {
        this.id = id;
    }

    /// The stable word used in JSON and as message key.
    public String id() {
        return id;
    }
}
