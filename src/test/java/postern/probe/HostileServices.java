package postern.probe;

import static postern.probe.HostileCase.odd;
import static postern.probe.OddServer.forever;
import static postern.probe.OddServer.hearing;
import static postern.probe.OddServer.resetting;
import static postern.probe.OddServer.silent;
import static postern.probe.OddServer.talk;
import static postern.probe.Service.IMAP;
import static postern.probe.Service.IMAPS;
import static postern.probe.Service.POP3;
import static postern.probe.Service.POP3S;
import static postern.probe.Service.SMTPS;
import static postern.probe.StartTls.BROKEN;
import static postern.probe.StartTls.IMPLICIT;
import static postern.probe.StartTls.NOT_OFFERED;
import static postern.probe.StartTls.REFUSED;
import static postern.probe.StartTls.UNKNOWN;
import static postern.probe.Step.EHLO;
import static postern.probe.Step.GREETING;
import static postern.probe.Step.HANDSHAKE;
import static postern.probe.Step.STARTTLS;

import java.util.List;

/// IMAP and POP3 servers, and those where TLS starts at once. Commons Net numbers the commands of IMAP from `AAAA`.
final class HostileServices {
    private static final String HI = "* OK ready\r\n";
    private static final String OFFER = "* CAPABILITY IMAP4rev1 STARTTLS\r\nAAAA OK done\r\n";

    private HostileServices() {}

    static List<HostileCase> imap() {
        return List.of(
                odd("says goodbye", IMAP, talk("* BYE too many\r\n"), UNKNOWN, GREETING, new Trouble.ErrorReply(0)),
                odd("speaks SMTP", IMAP, talk("220 mail\r\n"), UNKNOWN, GREETING, new Trouble.WrongProtocol()),
                odd("greets without an end", IMAP, forever("* OK "), UNKNOWN, GREETING, new Trouble.TooMuch()),
                odd("says nothing", IMAP, silent(), UNKNOWN, GREETING, new Trouble.TimedOut()),
                odd(
                        "offers no STARTTLS",
                        IMAP,
                        talk(HI, "* CAPABILITY IMAP4rev1 XSTARTTLS\r\nAAAA OK\r\n"),
                        NOT_OFFERED,
                        STARTTLS,
                        new Trouble.StartTlsNotOffered()),
                odd(
                        "knows no CAPABILITY",
                        IMAP,
                        talk(HI, "AAAA BAD what\r\n"),
                        UNKNOWN,
                        EHLO,
                        new Trouble.ErrorReply(0)),
                odd(
                        "has capabilities without an end",
                        IMAP,
                        talk(new String[] {HI}, hearing(forever("* CAPABILITY X\r\n"))),
                        UNKNOWN,
                        EHLO,
                        new Trouble.TooMuch()),
                odd(
                        "promises a literal",
                        IMAP,
                        talk(new String[] {HI, "* CAPABILITY {999999999}\r\n"}, silent()),
                        UNKNOWN,
                        EHLO,
                        new Trouble.TimedOut()),
                odd(
                        "promises a literal beyond counting",
                        IMAP,
                        talk(new String[] {HI, "* CAPABILITY {999999999999}\r\n"}, silent()),
                        UNKNOWN,
                        EHLO,
                        new Trouble.WrongProtocol()),
                odd(
                        "answers somebody else",
                        IMAP,
                        talk(new String[] {HI, "ZZZZ OK done\r\n"}, silent()),
                        UNKNOWN,
                        EHLO,
                        new Trouble.WrongProtocol()),
                odd(
                        "refuses STARTTLS",
                        IMAP,
                        talk(HI, OFFER, "AAAB NO not now\r\n"),
                        REFUSED,
                        STARTTLS,
                        new Trouble.ErrorReply(0)),
                odd("closes at STARTTLS", IMAP, talk(HI, OFFER), BROKEN, STARTTLS, new Trouble.Closed()));
    }

    static List<HostileCase> pop3() {
        String capa = "+OK\r\nSTLS\r\n.\r\n";
        return List.of(
                odd("turns us away", POP3, talk("-ERR no\r\n"), UNKNOWN, GREETING, new Trouble.ErrorReply(0)),
                odd("speaks SMTP", POP3, talk("220 mail\r\n"), UNKNOWN, GREETING, new Trouble.WrongProtocol()),
                odd("greets with an empty line", POP3, talk("\r\n"), UNKNOWN, GREETING, new Trouble.WrongProtocol()),
                odd(
                        "knows no CAPA",
                        POP3,
                        talk("+OK\r\n", "-ERR what\r\n"),
                        NOT_OFFERED,
                        STARTTLS,
                        new Trouble.StartTlsNotOffered()),
                odd(
                        "offers no STLS",
                        POP3,
                        talk("+OK\r\n", "+OK\r\nUSER\r\nXSTLS\r\n.\r\n"),
                        NOT_OFFERED,
                        STARTTLS,
                        new Trouble.StartTlsNotOffered()),
                odd(
                        "has capabilities without an end",
                        POP3,
                        talk(new String[] {"+OK\r\n"}, hearing(forever("+OK\r\n"))),
                        UNKNOWN,
                        EHLO,
                        new Trouble.TooMuch()),
                odd(
                        "never ends its list",
                        POP3,
                        talk(new String[] {"+OK\r\n", "+OK\r\nSTLS\r\n"}, silent()),
                        UNKNOWN,
                        EHLO,
                        new Trouble.TimedOut()),
                odd(
                        "closes in its list",
                        POP3,
                        talk(new String[] {"+OK\r\n", "+OK\r\nSTLS\r\n"}, (_, _, _) -> {}),
                        UNKNOWN,
                        EHLO,
                        new Trouble.Closed()),
                odd(
                        "refuses STLS",
                        POP3,
                        talk("+OK\r\n", capa, "-ERR no\r\n"),
                        REFUSED,
                        STARTTLS,
                        new Trouble.ErrorReply(0)),
                odd(
                                "goes on in clear text",
                                POP3,
                                talk(
                                        new String[] {"+OK\r\n", capa, "+OK\r\n"},
                                        OddTls.hello(_ -> "-ERR unknown command\r\n"
                                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII))),
                                BROKEN,
                                HANDSHAKE,
                                new Trouble.NotTls())
                        .knowing("all unknown (not-tls)"));
    }

    static List<HostileCase> implicit() {
        return List.of(
                odd(
                                "greets in clear text",
                                SMTPS,
                                talk("220 mail.example.com ESMTP\r\n"),
                                IMPLICIT,
                                HANDSHAKE,
                                new Trouble.NotTls())
                        .knowing("all unknown (not-tls)"),
                odd("greets in clear text", IMAPS, talk("* OK ready\r\n"), IMPLICIT, HANDSHAKE, new Trouble.NotTls())
                        .knowing("all unknown (not-tls)"),
                odd("says nothing", POP3S, silent(), IMPLICIT, HANDSHAKE, new Trouble.TimedOut())
                        .knowing("all unknown (timed-out)"),
                odd("closes at once", SMTPS, (_, _, _) -> {}, IMPLICIT, HANDSHAKE, new Trouble.Closed())
                        .knowing("all unknown (closed)"),
                odd("resets at once", IMAPS, resetting(), IMPLICIT, HANDSHAKE, new Trouble.Closed())
                        .knowing("all unknown (closed)"));
    }
}
