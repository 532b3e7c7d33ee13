package postern.cli;

/// Turns what stopped a command into a sentence.
final class Trouble {
    private Trouble() {}

    static String sentence(Exception exception) {
        String message = exception.getMessage();
        return message == null
                ? Messages.of("unexpected", exception.getClass().getSimpleName())
                : Messages.of("stopped", message);
    }
}
