package postern.report;

/// How good or bad a statement is. Shown by colour and by a sign, since colour alone does not reach everybody.
public enum Tone {
    GOOD("✓"),
    FAIR("!"),
    BAD("×"),
    OPEN("?"),
    PLAIN("");

    private final String sign;

    Tone(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }
}
