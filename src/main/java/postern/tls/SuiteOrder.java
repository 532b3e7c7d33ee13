package postern.tls;

/// Whose order of preference picks the suite (`tls_preempt_cipherlist` in Postfix).
public enum SuiteOrder {
    SERVER,
    CLIENT,
    UNKNOWN
}
