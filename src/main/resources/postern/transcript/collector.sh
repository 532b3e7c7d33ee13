#!/bin/sh
# Gathers what shows why a mail server cannot talk TLS with others, and prints it. Reads only, changes nothing, sends
# nothing. Private keys are never printed: only whether a key belongs to its certificate. Works without root, but tells
# more with it. For any POSIX shell (dash, busybox, FreeBSD sh, bash, ksh).
#
#   sh collector.sh > collected.txt
#
# Then open collected.txt in Postern, or paste it there.

LC_ALL=C
export LC_ALL
PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin:/usr/local/bin:/opt/local/sbin
umask 077

part() { printf '\n----- postern: %s -----\n' "$1"; }
have() { command -v "$1" > /dev/null 2>&1; }
value() { postconf -h "$1" 2> /dev/null; }
# Passwords that someone wrote into a parameter are blanked.
blanked() { sed -e 's/\(static:[^:]*:\)[^ ]*/\1(blanked)/g' -e 's/\([Pp]assw[a-z]*[ ]*=[ ]*\)..*/\1(blanked)/'; }

# When a file was changed, in seconds since 1970 (GNU and busybox, then BSD).
stamp() {
    when=$(stat -Lc %Y "$2" 2> /dev/null || stat -Lf %m "$2" 2> /dev/null) && echo "$1=$when ${3:-$2}"
}

# One certificate file: whose it is, every certificate in it, in order.
certificate() {
    ls -lLd "$1" 2>&1
    stamp changed "$1"
    ls -Zd "$1" 2> /dev/null | grep ':object_r:'
    [ -r "$1" ] || { echo "not readable"; return; }
    grep -c 'BEGIN CERTIFICATE' "$1" | sed 's/^/certificates: /'
    grep -l 'PRIVATE KEY' "$1" > /dev/null 2>&1 && echo "holds a private key as well"
    have openssl || return
    awk '/BEGIN CERTIFICATE/ { n++; inside = n <= 12 }
         inside { print > (dir "/" n ".pem") }
         /END CERTIFICATE/ { if (inside) close(dir "/" n ".pem"); inside = 0 }' dir="$work" "$1"
    n=1
    while [ -f "$work/$n.pem" ]; do
        echo "certificate $n:"
        openssl x509 -in "$work/$n.pem" -noout -subject -issuer -dates -fingerprint -sha256 2>&1 | sed 's/^/  /'
        openssl x509 -in "$work/$n.pem" -noout -text 2> /dev/null |
            grep -A 1 -E 'Subject Alternative Name|Public Key Algorithm' | grep -v '^--' | sed 's/^ */  /'
        cat "$work/$n.pem"
        rm -f "$work/$n.pem"
        n=$((n + 1))
    done
}

# Whether a key belongs to the first certificate of a file, told by their public halves.
pair() {
    [ -r "$1" ] && [ -r "$2" ] && have openssl || { echo "key $2: not readable, not compared"; return; }
    of_cert=$(openssl x509 -in "$1" -noout -pubkey 2> /dev/null | cksum)
    of_key=$(openssl pkey -in "$2" -pubout -passin pass: 2> /dev/null < /dev/null | cksum)
    if [ "$of_cert" = "$of_key" ]; then
        echo "key $2: belongs to $1"
    else
        echo "key $2: does not belong to $1"
    fi
}

work=$(mktemp -d 2> /dev/null) || { work=/tmp/postern.$$ && mkdir "$work"; } || exit 1
trap 'rm -rf "$work"' 0
trap 'exit 1' 1 2 15

echo '----- postern: collector 1 -----'

part system
uname -srm
[ -r /etc/os-release ] && grep -E '^(PRETTY_NAME|ID|VERSION_ID)=' /etc/os-release
date -u '+date=%Y-%m-%dT%H:%M:%SZ'
echo "user=$(id -un)"

part versions
have postconf && echo "postfix=$(postconf -dh mail_version 2> /dev/null)"
have dovecot && echo "dovecot=$(dovecot --version 2> /dev/null | head -n 1)"
have exim4 && echo "exim=$(exim4 --version 2> /dev/null | head -n 1)"
have openssl && echo "openssl=$(openssl version 2> /dev/null)"
if have postconf && have ldd; then
    ldd "$(value daemon_directory)/smtpd" 2> /dev/null | grep -E 'lib(ssl|crypto|postfix-tls)' | sed 's/^[[:space:]]*/postfix uses /'
    ldd "$(value shlib_directory)/libpostfix-tls.so" 2> /dev/null | grep -E 'lib(ssl|crypto)' | sed 's/^[[:space:]]*/postfix uses /'
fi

if have postconf; then
    part main.cf
    postconf -n 2>&1 | blanked

    part master.cf
    { postconf -Mf 2> /dev/null || grep -v '^#' "$(value config_directory)/master.cf"; } | blanked

    part age
    config=$(value config_directory)
    pid=$(value queue_directory)/pid/master.pid
    ls -ld "$config/main.cf" "$config/master.cf" "$pid" 2>&1
    for file in "$config/main.cf" "$config/master.cf"; do stamp changed "$file"; done
    stamp started "$pid" postfix

    part certificates
    for role in smtpd smtp; do
        for kind in '' ec d; do
            cert=$(value ${role}_tls_${kind}cert_file | tr -d ' ')
            key=$(value ${role}_tls_${kind}key_file | sed "s/[\$]{*${role}_tls_${kind}cert_file}*/$(echo "$cert" | sed 's/[/&]/\\&/g')/")
            [ -n "$cert" ] && [ "$cert" != none ] || continue
            echo "${role}_tls_${kind}cert_file: $cert"
            certificate "$cert"
            pair "$cert" "$key"
        done
        for file in $(value ${role}_tls_chain_files | tr ',' ' '); do
            echo "${role}_tls_chain_files: $file"
            certificate "$file"
        done
    done
fi

if have doveconf; then
    part dovecot.conf
    doveconf -n 2>&1 | blanked

    part age
    for file in /etc/dovecot/*.conf /etc/dovecot/conf.d/*.conf /usr/local/etc/dovecot/*.conf; do
        [ -f "$file" ] && stamp changed "$file"
    done
    stamp started "$(doveconf -h base_dir 2> /dev/null)/master.pid" dovecot

    part certificates
    for name in ssl_cert ssl_server_cert_file; do
        file=$(doveconf -h "$name" 2> /dev/null | sed -n 's/^<\{0,1\}\(\/.*\)/\1/p')
        [ -n "$file" ] && echo "$name: $file" && certificate "$file"
    done
fi

part policy
for file in /etc/ssl/openssl.cnf /etc/pki/tls/openssl.cnf /usr/local/openssl/openssl.cnf; do
    [ -r "$file" ] && grep -nE '^[^#]*(MinProtocol|MaxProtocol|CipherString|Ciphersuites|Groups|Options)' "$file" | sed "s|^|$file:|"
done
[ -r /etc/crypto-policies/state/current ] && echo "crypto-policy=$(cat /etc/crypto-policies/state/current)"
have getenforce && echo "selinux=$(getenforce)"

part ports
if have ss; then ss -tlnp; elif have sockstat; then sockstat -46l; elif have netstat; then netstat -anp || netstat -an; fi 2> /dev/null |
    grep -E '[:.](25|110|143|465|587|993|995|2525|10024|10025)[[:space:]]'

part mail.log
wanted='(postfix[^ ]*/[a-z/]*(smtpd|smtp|lmtp|tlsproxy|tlsmgr|master|postscreen)\[|dovecot|exim|sendmail|sm-mta)'
matter='TLS|SSL|tls_|ssl_|certificate|client=|connect from|status=|fatal|PREGREET|HANGUP|daemon started|reload'
lines() { grep -E "$wanted" | grep -E "$matter" | tail -n 4000; }
log=
have postconf && log=$(value maillog_file)
for file in "$log" /var/log/mail.log /var/log/maillog /var/log/mail.info /var/log/mail/mail.log /var/log/syslog /var/log/messages; do
    [ -n "$file" ] && [ -r "$file" ] && [ -s "$file" ] || continue
    tail -c 50000000 "$file" | lines > "$work/log"
    [ -s "$work/log" ] && break
done
if [ ! -s "$work/log" ] && have journalctl; then
    journalctl -o short-iso --no-pager --since '-7 days' -t postfix/smtpd -t postfix/smtp -t postfix/tlsmgr \
        -t postfix/submission/smtpd -t postfix/smtps/smtpd -t postfix/submissions/smtpd -t postfix/tlsproxy -t dovecot \
        2> /dev/null | lines > "$work/log"
fi
[ -s "$work/log" ] && cat "$work/log"

part end
