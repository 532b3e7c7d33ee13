/// What Postfix makes of its configuration, release by release.
///
/// [MainCf] and [MasterCf] hold the files without loss. [Settings] gives the value of a parameter as a
/// daemon sees it, with the line it comes from. [TlsService] is one listening service and [TlsClient]
/// the delivering side; they predict what a TLS handshake with them will find.
///
/// The facts follow the Postfix sources 2.2 to 3.11 and the 3.12 snapshot of 2026-08-21.
@NullMarked
package postern.postfix;

import org.jspecify.annotations.NullMarked;
