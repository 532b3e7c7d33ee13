package postern.postfix;

import java.util.List;
import java.util.Optional;
import postern.tls.ProtocolVersion;

/// Something in the configuration that Postfix refuses, ignores or takes another way than it looks.
public sealed interface Problem {

    /// What comes of it.
    Effect effect();

    /// What comes of a problem, worst first.
    enum Effect {
        /// The program ends as it starts; nobody is served.
        FATAL,
        /// TLS is off while STARTTLS is still announced: the answer to STARTTLS is `454 4.7.0`; with implicit
        /// TLS the connection is closed. On the delivering side mail is deferred.
        TLS_UNAVAILABLE,
        /// The answer to STARTTLS is `220`, then the connection is closed before any byte of TLS.
        HANDSHAKE_ABORTED,
        /// No client can agree on a version.
        ALL_HANDSHAKES_FAIL,
        /// Some clients cannot agree with this server although they should.
        SOME_HANDSHAKES_FAIL,
        /// The setting does nothing.
        NO_EFFECT
    }

    /// A protocol list with a word that is no protocol: the whole list is refused. For the client the
    /// session ends with an error.
    record InvalidProtocolList(Setting setting, String word) implements Problem {
        @Override
        public Effect effect() {
            return Effect.TLS_UNAVAILABLE;
        }
    }

    /// A list that leaves no protocol the library speaks.
    record NoProtocolEnabled(Setting setting) implements Problem {
        @Override
        public Effect effect() {
            return Effect.ALL_HANDSHAKES_FAIL;
        }
    }

    /// No suite of the cipher list works with the highest version below the first hole; OpenSSL 1.1.1 and later
    /// then refuse everybody ("no ciphers available").
    record NoCipherForHighestVersion(Setting protocols, ProtocolVersion version) implements Problem {
        @Override
        public Effect effect() {
            return Effect.ALL_HANDSHAKES_FAIL;
        }
    }

    /// Versions switched off between versions that are on.
    record HoleInProtocols(Setting setting, List<ProtocolVersion> versions) implements Problem {
        public HoleInProtocols {
            versions = List.copyOf(versions);
        }

        @Override
        public Effect effect() {
            return Effect.SOME_HANDSHAKES_FAIL;
        }
    }

    /// A cipher grade that is none.
    record InvalidCipherGrade(Setting setting) implements Problem {
        @Override
        public Effect effect() {
            return Effect.HANDSHAKE_ABORTED;
        }
    }

    /// An exclusion that begins with `!`, `+`, `-` or `@`.
    record InvalidExclusion(Setting setting, String word) implements Problem {
        @Override
        public Effect effect() {
            return Effect.HANDSHAKE_ABORTED;
        }
    }

    /// The library refuses the composed cipher string, or it selects nothing.
    ///
    /// @param settings the settings it is composed of
    record CipherStringRejected(String string, String error, List<Setting> settings) implements Problem {
        public CipherStringRejected {
            settings = List.copyOf(settings);
        }

        @Override
        public Effect effect() {
            return Effect.HANDSHAKE_ABORTED;
        }
    }

    /// TLS is switched on, but no certificate is named.
    record NoCertificate(Setting setting) implements Problem {
        @Override
        public Effect effect() {
            return Effect.TLS_UNAVAILABLE;
        }
    }

    /// Client certificates are asked for although the server is to have none itself.
    record ClientCertificatesWithoutOwn(Setting setting) implements Problem {
        @Override
        public Effect effect() {
            return Effect.TLS_UNAVAILABLE;
        }
    }

    /// `smtpd_tls_req_ccert` where TLS is not mandatory; Postfix warns and asks nobody.
    record ClientCertificatesNotRequirable(Setting setting) implements Problem {
        @Override
        public Effect effect() {
            return Effect.NO_EFFECT;
        }
    }

    /// A security level that is none.
    record InvalidLevel(Setting setting) implements Problem {
        @Override
        public Effect effect() {
            return Effect.FATAL;
        }
    }

    /// A level that the server does not have; it takes `encrypt` with a warning.
    record LevelTakenAsEncrypt(Setting setting) implements Problem {
        @Override
        public Effect effect() {
            return Effect.NO_EFFECT;
        }
    }

    /// A boolean that is neither `yes` nor `no`.
    record InvalidBoolean(Setting setting) implements Problem {
        @Override
        public Effect effect() {
            return Effect.FATAL;
        }
    }

    /// A number or time that is none.
    record InvalidNumber(Setting setting) implements Problem {
        @Override
        public Effect effect() {
            return Effect.FATAL;
        }
    }

    /// An empty value where Postfix wants at least one character.
    record EmptyValue(Setting setting) implements Problem {
        @Override
        public Effect effect() {
            return Effect.FATAL;
        }
    }

    /// A value whose `$` expressions cannot be replaced.
    ///
    /// @param fault Postfix' own words
    record InvalidExpansion(Setting setting, String fault) implements Problem {
        @Override
        public Effect effect() {
            return Effect.FATAL;
        }
    }

    /// A curve grade the release does not know; it warns and does without ECDHE.
    ///
    /// @param ecdheLost whether the library, left alone, does without ECDHE too
    record InvalidCurveGrade(Setting setting, boolean ecdheLost) implements Problem {
        @Override
        public Effect effect() {
            return ecdheLost ? Effect.SOME_HANDSHAKES_FAIL : Effect.NO_EFFECT;
        }
    }

    /// `smtpd_tls_wrappermode = yes` in `main.cf`: every port expects TLS at once, port 25 too.
    record WrapperModeEverywhere(Setting setting) implements Problem {
        @Override
        public Effect effect() {
            return Effect.ALL_HANDSHAKES_FAIL;
        }
    }

    /// `smtp_tls_wrappermode` at a level below `encrypt`: the client refuses to deliver.
    record WrapperModeNeedsEncryption(Setting setting, Setting level) implements Problem {
        @Override
        public Effect effect() {
            return Effect.TLS_UNAVAILABLE;
        }
    }

    /// `dane` or `dane-only` without `smtp_dns_support_level = dnssec`.
    ///
    /// @param deferred whether mail is deferred (`dane-only`) and not sent as at level `may` (`dane`)
    record DaneWithoutDnssec(Setting setting, Setting support, boolean deferred) implements Problem {
        @Override
        public Effect effect() {
            return deferred ? Effect.TLS_UNAVAILABLE : Effect.NO_EFFECT;
        }
    }

    /// A policy with a word Postfix does not understand: mail for the destination is deferred.
    record InvalidPolicy(Setting setting, String word) implements Problem {
        @Override
        public Effect effect() {
            return Effect.TLS_UNAVAILABLE;
        }
    }

    /// `master.cf` has no `tlsmgr`, which the server asks for random bytes and its session cache.
    record MissingTlsManager() implements Problem {
        @Override
        public Effect effect() {
            return Effect.TLS_UNAVAILABLE;
        }
    }

    /// A line of `main.cf` that is no setting.
    record MalformedLine(MainCf.Malformed line) implements Problem {
        @Override
        public Effect effect() {
            return line.fault() == MainCf.Fault.INDENTED_FIRST_LINE ? Effect.NO_EFFECT : Effect.FATAL;
        }
    }

    /// A line of `master.cf` that is no service.
    record MalformedService(MasterCf.Malformed line) implements Problem {
        @Override
        public Effect effect() {
            return switch (line.fault()) {
                case MISSING_FIELD, INVALID_OPTION, UNBALANCED_BRACES -> Effect.FATAL;
                case INDENTED_FIRST_LINE, UNKNOWN_SERVICE -> Effect.NO_EFFECT;
            };
        }
    }

    /// A name in `main.cf` that Postfix does not know.
    ///
    /// @param meant the parameter that was probably meant
    record UnknownParameter(MainCf.Entry entry, Optional<String> meant) implements Problem {
        @Override
        public Effect effect() {
            return Effect.NO_EFFECT;
        }
    }

    /// A parameter that this release does not have yet, or no longer, or ignores.
    record ParameterNotInRelease(MainCf.Entry entry, Parameter parameter) implements Problem {
        @Override
        public Effect effect() {
            return Effect.NO_EFFECT;
        }
    }

    /// A setting that another one of the same name further down overrides.
    record Overridden(MainCf.Entry entry, MainCf.Entry by) implements Problem {
        @Override
        public Effect effect() {
            return Effect.NO_EFFECT;
        }
    }
}
