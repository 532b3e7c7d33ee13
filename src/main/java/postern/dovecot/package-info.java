/// What Dovecot makes of its TLS settings, branch by branch.
///
/// [DovecotConf] holds the settings that were written, [DovecotBranch] tells which names and values its releases
/// know, [TlsSetting] is what a setting is for.
@NullMarked
package postern.dovecot;

import org.jspecify.annotations.NullMarked;
