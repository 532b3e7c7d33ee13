/// The built-in case: the configuration, log, bounce and test session of a server that allows only TLS 1.2,
/// and an embedded mail server that behaves like it.
@NullMarked
package postern.example;

import org.jspecify.annotations.NullMarked;
