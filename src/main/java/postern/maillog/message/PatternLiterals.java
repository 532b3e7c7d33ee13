package postern.maillog.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds the text that every match of a pattern must hold, so that most texts can be told apart without
/// trying the pattern. Reads the simple patterns of `messages.tsv`: no alternatives outside of parentheses.
final class PatternLiterals {
    private static final String SPECIAL = ".*+?[](){}|^$";

    private PatternLiterals() {}

    /// What every match starts with, perhaps nothing.
    static String start(String pattern) {
        List<Literal> literals = literals(pattern);
        return !literals.isEmpty() && literals.getFirst().first()
                ? literals.getFirst().text()
                : "";
    }

    /// The longest text in every match, perhaps nothing.
    static String longest(String pattern) {
        return literals(pattern).stream()
                .map(Literal::text)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private record Literal(String text, boolean first) {}

    private static List<Literal> literals(String pattern) {
        List<Literal> literals = new ArrayList<>();
        var text = new StringBuilder();
        boolean first = true;
        int at = 0;
        while (at < pattern.length()) {
            int end = elementEnd(pattern, at);
            boolean quantified = end < pattern.length() && "?*+{".indexOf(pattern.charAt(end)) >= 0;
            char c = pattern.charAt(at);
            boolean escaped = c == '\\' && !Character.isLetterOrDigit(pattern.charAt(at + 1));
            boolean plain = escaped || (c != '\\' && SPECIAL.indexOf(c) < 0);
            if (plain && !quantified) {
                text.append(pattern.charAt(end - 1));
            } else {
                add(literals, text, first);
                first = false;
            }
            at = quantified ? quantifierEnd(pattern, end) : end;
        }
        add(literals, text, first);
        return literals;
    }

    private static void add(List<Literal> literals, StringBuilder text, boolean first) {
        if (!text.isEmpty()) {
            literals.add(new Literal(text.toString(), first));
            text.setLength(0);
        }
    }

    /// Where the element ends: a character, an escape, a class or a group.
    private static int elementEnd(String pattern, int start) {
        char first = pattern.charAt(start);
        if (first == '\\') {
            return start + 2;
        }
        if (first != '(' && first != '[') {
            return start + 1;
        }
        int depth = 0;
        boolean inClass = false;
        for (int at = start; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '\\') {
                at++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
            if (depth == 0 && !inClass) {
                return at + 1;
            }
        }
        return pattern.length();
    }

    private static int quantifierEnd(String pattern, int start) {
        int end = pattern.charAt(start) == '{' ? pattern.indexOf('}', start) + 1 : start + 1;
        boolean lazy = end < pattern.length() && "?+".indexOf(pattern.charAt(end)) >= 0;
        return lazy ? end + 1 : end;
    }
}
