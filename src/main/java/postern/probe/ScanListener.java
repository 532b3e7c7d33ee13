package postern.probe;

/// Is told of a scan's progress while it runs; may be called from any thread.
public interface ScanListener {
    /// A listener that ignores everything.
    ScanListener NONE = (_, _, _) -> {};

    /// Work has moved on.
    ///
    /// @param soFar what is known by now, complete in itself
    /// @param done  jobs done
    /// @param total jobs known to be needed, which may still grow
    void progressed(Scan soFar, int done, int total);
}
