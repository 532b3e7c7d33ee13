/// What OpenSSL does, release by release: which suites a cipher string selects ([CipherString]), what a
/// security level removes ([SecurityLevel]), what an error line in a log means ([OpenSslError]) and what
/// a verify code says ([VerifyCode]).
///
/// Everything here is a pure function over tables that lie beside the classes; each table names the
/// OpenSSL sources it was read from.
@NullMarked
package postern.openssl;

import org.jspecify.annotations.NullMarked;
