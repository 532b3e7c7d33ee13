package postern.probe;

import static postern.probe.HostileCase.odd;
import static postern.probe.OddServer.both;
import static postern.probe.OddServer.dripping;
import static postern.probe.OddServer.forever;
import static postern.probe.OddServer.hear;
import static postern.probe.OddServer.hearing;
import static postern.probe.OddServer.resetting;
import static postern.probe.OddServer.say;
import static postern.probe.OddServer.silent;
import static postern.probe.OddServer.talk;
import static postern.probe.StartTls.BROKEN;
import static postern.probe.StartTls.MASKED;
import static postern.probe.StartTls.NOT_OFFERED;
import static postern.probe.StartTls.REFUSED;
import static postern.probe.StartTls.UNKNOWN;
import static postern.probe.Step.EHLO;
import static postern.probe.Step.GREETING;
import static postern.probe.Step.STARTTLS;

import java.util.List;

/// SMTP servers that do not get as far as TLS.
final class HostileWords {
    private static final String HI = "220 mail.example.com ESMTP\r\n";
    private static final String OFFER = "250-mail.example.com\r\n250 STARTTLS\r\n";

    private HostileWords() {}

    /// Says nothing until a hello comes, and answers it with the alert handshake_failure.
    private static OddServer.Behaviour refusingHello() {
        return (_, in, out) -> {
            in.readNBytes(5);
            out.write(new byte[] {21, 3, 3, 0, 2, 2, 40});
            out.flush();
        };
    }

    static List<HostileCase> greetings() {
        return List.of(
                odd("closes at once", (_, _, _) -> {}, UNKNOWN, GREETING, new Trouble.Closed()),
                odd("resets at once", resetting(), UNKNOWN, GREETING, new Trouble.Closed()),
                odd("says nothing", silent(), UNKNOWN, GREETING, new Trouble.TimedOut()),
                odd("waits for TLS", refusingHello(), UNKNOWN, GREETING, new Trouble.TlsAtOnce()),
                odd("greets without an end", forever("220-more\r\n"), UNKNOWN, GREETING, new Trouble.TooMuch()),
                odd("greets in one endless line", forever("220 aaaaaaa"), UNKNOWN, GREETING, new Trouble.TooMuch()),
                odd("sends zeros without an end", forever("\0".repeat(999)), UNKNOWN, GREETING, new Trouble.TooMuch()),
                odd("sends line ends without an end", forever("\r\n"), UNKNOWN, GREETING, new Trouble.WrongProtocol()),
                odd("greets byte by byte", dripping(HI, 300), UNKNOWN, GREETING, new Trouble.TimedOut()),
                odd(
                        "stops in the greeting",
                        both(talk0("220-mail"), silent()),
                        UNKNOWN,
                        GREETING,
                        new Trouble.TimedOut()),
                odd("closes before the end of the line", talk0("220 mail"), UNKNOWN, EHLO, new Trouble.Closed()),
                odd("closes between two lines", talk0("220-mail\r\n"), UNKNOWN, GREETING, new Trouble.Closed()),
                odd("ends no line", both(talk0("220 mail\r"), silent()), UNKNOWN, GREETING, new Trouble.TimedOut()),
                odd(
                        "knows us from a block list",
                        talk("554-5.7.1 Listed\r\n554 see example.org\r\n"),
                        UNKNOWN,
                        GREETING,
                        new Trouble.ErrorReply(554)),
                odd(
                        "has too many connections",
                        talk("421 4.7.0 Too many connections\r\n"),
                        UNKNOWN,
                        GREETING,
                        new Trouble.ErrorReply(421)),
                odd(
                        "lists us grey",
                        talk("450 4.2.0 Greylisted, come back\r\n"),
                        UNKNOWN,
                        GREETING,
                        new Trouble.ErrorReply(450)),
                odd(
                        "takes no mail",
                        talk("521 5.3.2 no mail here\r\n"),
                        UNKNOWN,
                        GREETING,
                        new Trouble.ErrorReply(521)),
                odd("is out of order", talk("451\n"), UNKNOWN, GREETING, new Trouble.ErrorReply(451)),
                odd(
                        "changes its code between the lines",
                        talk("220-mail\r\n554 no\r\n"),
                        UNKNOWN,
                        EHLO,
                        new Trouble.Closed()),
                odd(
                        "speaks HTTP",
                        talk("HTTP/1.1 400 Bad Request\r\n\r\n"),
                        UNKNOWN,
                        GREETING,
                        new Trouble.WrongProtocol()),
                odd("speaks SSH", talk("SSH-2.0-OpenSSH_9.9\r\n"), UNKNOWN, GREETING, new Trouble.WrongProtocol()),
                odd("speaks IMAP", talk("* OK IMAP4rev1\r\n"), UNKNOWN, GREETING, new Trouble.WrongProtocol()),
                odd("speaks POP3", talk("+OK POP3\r\n"), UNKNOWN, GREETING, new Trouble.WrongProtocol()),
                odd(
                        "speaks a database's language",
                        talk("J\0\0\0\n8.0.39\0\b\0\0\0"),
                        UNKNOWN,
                        GREETING,
                        new Trouble.WrongProtocol()),
                odd(
                        "expects TLS and complains",
                        talk("\u0015\u0003\u0001\0\u0002\u0002\n"),
                        UNKNOWN,
                        GREETING,
                        new Trouble.WrongProtocol()),
                odd(
                        "closes in a refusal",
                        talk0("554-5.7.1 Listed\r\n"),
                        UNKNOWN,
                        GREETING,
                        new Trouble.ErrorReply(554)),
                odd("has a code of two digits", talk("22 mail\r\n"), UNKNOWN, GREETING, new Trouble.WrongProtocol()),
                odd(
                        "has a code that does not exist",
                        talk("999 mail\r\n"),
                        UNKNOWN,
                        GREETING,
                        new Trouble.WrongProtocol()),
                odd("asks for mail at once", talk("354 go on\r\n"), UNKNOWN, GREETING, new Trouble.WrongProtocol()));
    }

    static List<HostileCase> capabilities() {
        return List.of(
                odd(
                        "greets in pieces",
                        pieces("2", "20 mail", ".example.com", "\r", "\n"),
                        REFUSED,
                        STARTTLS,
                        new Trouble.ErrorReply(454)),
                odd(
                        "lets us wait in the greeting",
                        pieces("220-mail.example.com\r\n", "220 mail\r\n"),
                        REFUSED,
                        STARTTLS,
                        new Trouble.ErrorReply(454)),
                odd(
                        "greets with a bare code",
                        talk("220\r\n", "250 mail\r\n"),
                        NOT_OFFERED,
                        STARTTLS,
                        new Trouble.StartTlsNotOffered()),
                odd(
                        "ends lines with a bare line feed",
                        talk("220 mail\n", "250-mail\n250 SIZE\n"),
                        NOT_OFFERED,
                        STARTTLS,
                        new Trouble.StartTlsNotOffered()),
                odd(
                        "steers the terminal",
                        talk("220 \0\u001b[2J\u0007\u009b31m mail\r\n", "250 \u001b]0;x\u0007\r\n"),
                        NOT_OFFERED,
                        STARTTLS,
                        new Trouble.StartTlsNotOffered()),
                odd(
                        "greets in Latin 1",
                        talk("220 Gr\u00fc\u00dfe\r\n", "250 \u00e4\u00ff\r\n"),
                        NOT_OFFERED,
                        STARTTLS,
                        new Trouble.StartTlsNotOffered()),
                odd(
                        "is another kind of server with codes",
                        talk("220 FTP\r\n", "500 'EHLO': command not understood.\r\n"),
                        UNKNOWN,
                        EHLO,
                        new Trouble.ErrorReply(500)),
                odd("knows no EHLO", talk(HI, "502 5.5.2 What\r\n"), UNKNOWN, EHLO, new Trouble.ErrorReply(502)),
                odd("closes at EHLO", talk(HI), UNKNOWN, EHLO, new Trouble.Closed()),
                odd(
                        "resets at EHLO",
                        talk(new String[] {HI}, hearing(resetting())),
                        UNKNOWN,
                        EHLO,
                        new Trouble.Closed()),
                odd("is silent at EHLO", talk(new String[] {HI}, silent()), UNKNOWN, EHLO, new Trouble.TimedOut()),
                odd(
                        "is too busy at EHLO",
                        talk(HI, "421 4.3.2 shutting down\r\n"),
                        UNKNOWN,
                        EHLO,
                        new Trouble.ErrorReply(421)),
                odd("puts us off at EHLO", talk(HI, "450 4.7.1 later\r\n"), UNKNOWN, EHLO, new Trouble.ErrorReply(450)),
                odd(
                        "has capabilities without an end",
                        talk(new String[] {HI}, hearing(forever("250-MORE\r\n"))),
                        UNKNOWN,
                        EHLO,
                        new Trouble.TooMuch()),
                odd(
                        "answers EHLO byte by byte",
                        talk(new String[] {HI}, hearing(dripping(OFFER, 200))),
                        UNKNOWN,
                        EHLO,
                        new Trouble.TimedOut()),
                odd("answers EHLO with a greeting", talk(HI, HI), UNKNOWN, EHLO, new Trouble.WrongProtocol()),
                odd(
                        "is masked",
                        talk(HI, "250-mail\r\n250-XXXXXXXA\r\n250 SIZE\r\n"),
                        MASKED,
                        STARTTLS,
                        new Trouble.StartTlsNotOffered()),
                odd(
                        "names STARTTLS only in its own name",
                        talk(HI, "250 STARTTLS\r\n"),
                        NOT_OFFERED,
                        STARTTLS,
                        new Trouble.StartTlsNotOffered()),
                odd(
                        "offers something like it",
                        talk(HI, "250-mail\r\n250-STARTTLSX\r\n250 XSTARTTLS\r\n"),
                        NOT_OFFERED,
                        STARTTLS,
                        new Trouble.StartTlsNotOffered()),
                odd(
                        "offers it with a zero inside",
                        talk(HI, "250-mail\r\n250 START\0TLS\r\n"),
                        NOT_OFFERED,
                        STARTTLS,
                        new Trouble.StartTlsNotOffered()));
    }

    static List<HostileCase> refusals() {
        return List.of(
                refuses("cannot just now", "454 4.7.0 TLS not available due to local problem\r\n", 454),
                refuses("wants no words behind it", "501 5.5.4 Syntax error\r\n", 501),
                refuses("does not know it after all", "502 5.5.1 not implemented\r\n", 502),
                refuses("finds it the wrong moment", "503 5.5.1 TLS already active\r\n", 503),
                refuses("refuses for good", "554 5.7.3 no\r\n", 554),
                refuses("is too busy for it", "421 4.7.0 too many errors\r\n", 421),
                odd(
                        "offers it in small letters and refuses",
                        talk(HI, "250-mail\n250 starttls \n", "454\n"),
                        REFUSED,
                        STARTTLS,
                        new Trouble.ErrorReply(454)),
                odd(
                        "offers it last of a thousand",
                        talk(HI, "250-A\r\n".repeat(1000) + "250 STARTTLS\r\n", "454 no\r\n"),
                        REFUSED,
                        STARTTLS,
                        new Trouble.ErrorReply(454)),
                odd(
                        "talks before it is asked",
                        talk(HI + OFFER + "454 no\r\n"),
                        REFUSED,
                        STARTTLS,
                        new Trouble.ErrorReply(454)),
                odd("closes at STARTTLS", talk(HI, OFFER), BROKEN, STARTTLS, new Trouble.Closed()),
                odd(
                        "resets at STARTTLS",
                        talk(new String[] {HI, OFFER}, hearing(resetting())),
                        BROKEN,
                        STARTTLS,
                        new Trouble.Closed()),
                odd(
                        "is silent at STARTTLS",
                        talk(new String[] {HI, OFFER}, silent()),
                        BROKEN,
                        STARTTLS,
                        new Trouble.TimedOut()),
                odd(
                        "answers STARTTLS with 250",
                        talk(HI, OFFER, "250 fine\r\n"),
                        BROKEN,
                        STARTTLS,
                        new Trouble.WrongProtocol()),
                odd(
                        "answers STARTTLS without an end",
                        talk(new String[] {HI, OFFER}, hearing(forever("220-go on\r\n"))),
                        BROKEN,
                        STARTTLS,
                        new Trouble.TooMuch()));
    }

    private static HostileCase refuses(String name, String reply, int code) {
        return odd(name, talk(HI, OFFER, reply), REFUSED, STARTTLS, new Trouble.ErrorReply(code));
    }

    private static OddServer.Behaviour talk0(String said) {
        return (_, _, out) -> say(out, said);
    }

    private static OddServer.Behaviour pieces(String... greeting) {
        return (_, in, out) -> {
            for (String piece : greeting) {
                say(out, piece);
                Thread.sleep(30);
            }
            hear(in);
            say(out, "250-mail.example.com\r\n25");
            Thread.sleep(30);
            say(out, "0 STARTTLS\r\n");
            hear(in);
            say(out, "454 4.7.0 not now\r\n");
            hear(in);
        };
    }
}
