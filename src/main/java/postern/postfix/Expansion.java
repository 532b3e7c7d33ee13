package postern.postfix;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Replaces `$name` and its kin in a value as a release of Postfix does (`src/util/mac_parse.c`,
/// `src/util/mac_expand.c`).
///
/// A value that Postfix cannot expand is fatal for every daemon that reads it; what was expanded up to
/// the fault is what `postconf -x` prints.
final class Expansion {
    /// Postfix' limit of nesting.
    private static final int DEEPEST = 100;
    /// Guards against values that double themselves; no real value comes near.
    private static final int LONGEST = 1 << 20;

    private static final int MOST_LOOKUPS = 100_000;
    private static final Pattern RELATION = Pattern.compile("[<>!=?+\\-*/~&|%]*(?:level)?");

    private final PostfixRelease release;
    private final Function<String, Optional<String>> lookup;
    private final StringBuilder result = new StringBuilder();
    private final List<String> faults = new ArrayList<>();
    private final boolean scanning;
    private int lookups;

    private Expansion(PostfixRelease release, boolean scanning, Function<String, Optional<String>> lookup) {
        this.release = release;
        this.scanning = scanning;
        this.lookup = lookup;
    }

    /// The outcome.
    ///
    /// @param value  the expanded text
    /// @param faults what Postfix warns of before it gives up; empty if all went well
    record Expanded(String value, List<String> faults) {}

    /// Expands a value. The lookup gives raw values; what it does not know expands to nothing.
    static Expanded of(String value, PostfixRelease release, Function<String, Optional<String>> lookup) {
        var expansion = new Expansion(release, false, lookup);
        expansion.text(value, 0);
        return new Expanded(expansion.result.toString(), List.copyOf(expansion.faults));
    }

    /// All names a value refers to itself, in every branch, as far as it can be read.
    static Set<String> names(String value, PostfixRelease release) {
        var names = new LinkedHashSet<String>();
        var expansion = new Expansion(release, true, name -> {
            names.add(name);
            return Optional.empty();
        });
        expansion.text(value, 0);
        return names;
    }

    private void text(String value, int depth) {
        int at = 0;
        while (at < value.length() && faults.isEmpty()) {
            int dollar = value.indexOf('$', at);
            if (dollar < 0) {
                append(value.substring(at));
                return;
            }
            append(value.substring(at, dollar));
            if (value.startsWith("$", dollar + 1)) {
                append("$");
                at = dollar + 2;
            } else {
                at = reference(value, dollar + 1, depth);
            }
        }
    }

    private void append(String literal) {
        result.append(literal);
        if (result.length() > LONGEST) {
            fault("the value grows beyond all bounds");
            result.setLength(LONGEST);
        }
    }

    private int reference(String value, int start, int depth) {
        char open = start < value.length() ? value.charAt(start) : ' ';
        int end;
        String body;
        if (open == '{' || open == '(') {
            end = closing(value, start, open, open == '{' ? '}' : ')');
            if (end < 0) {
                fault("truncated macro reference: \"" + value + '"');
                return value.length();
            }
            body = value.substring(start + 1, end - 1);
        } else {
            end = start;
            while (end < value.length() && isNameCharacter(value.charAt(end))) {
                end++;
            }
            body = value.substring(start, end);
        }
        if (body.isEmpty()) {
            fault("empty macro name: \"" + value + '"');
        } else {
            expression(body, depth + 1);
        }
        return end;
    }

    /// The index behind the bracket that closes the one at `start`; -1 if there is none.
    private static int closing(String value, int start, char open, char close) {
        int level = 0;
        for (int at = start; at < value.length(); at++) {
            char character = value.charAt(at);
            level += character == open ? 1 : character == close ? -1 : 0;
            if (level == 0) {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean isNameCharacter(char character) {
        return character == '_'
                || (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z');
    }

    private void expression(String body, int depth) {
        if (depth > DEEPEST || ++lookups > MOST_LOOKUPS) {
            fault("unreasonable macro call nesting: \"" + body + '"');
            return;
        }
        var cursor = new Cursor(body);
        Optional<String> value;
        if (hasBraces() && cursor.atBrace()) {
            value = relation(cursor, depth);
        } else {
            String name = hasBraces() ? cursor.nameInBlanks() : cursor.name();
            if (!cursor.atEnd() && cursor.peek() != '?' && cursor.peek() != ':') {
                fault("attribute name syntax error at: \"..." + name + ">>>" + cursor.rest() + '"');
                return;
            }
            value = lookup.apply(name);
        }
        if (faults.isEmpty()) {
            choose(cursor, value.orElse(""), depth);
        }
    }

    private boolean hasBraces() {
        return release.atLeast(3, 0);
    }

    private void choose(Cursor cursor, String value, int depth) {
        if (cursor.atEnd()) {
            text(value, depth);
            return;
        }
        char operator = cursor.next();
        if (operator != '?' && operator != ':') {
            fault("\"?\" or \":\" expected at: \"...}>>>" + operator + cursor.rest() + '"');
            return;
        }
        if (operator == '?') {
            Optional<String> text = operand(cursor);
            if (scanning || !value.isEmpty()) {
                text.ifPresent(chosen -> text(chosen, depth));
            }
            if (cursor.atEnd() || !faults.isEmpty()) {
                return;
            }
            if (cursor.next() != ':') {
                fault("\":\" expected after: \"" + text.orElse("") + '"');
                return;
            }
        }
        Optional<String> text = operand(cursor);
        if (scanning || value.isEmpty()) {
            text.ifPresent(chosen -> text(chosen, depth));
        }
        if (!cursor.atEnd()) {
            fault("unexpected input at: \">>>" + cursor.rest() + '"');
        }
    }

    /// What follows `?` or `:`: text in braces, from 3.0 on, or all the rest.
    private Optional<String> operand(Cursor cursor) {
        return hasBraces() && cursor.atBrace() ? braced(cursor) : Optional.of(cursor.takeRest());
    }

    private Optional<String> braced(Cursor cursor) {
        Optional<String> payload = cursor.braced();
        if (payload.isEmpty()) {
            fault("unbalanced {} in attribute expression: \"" + cursor.rest() + '"');
        }
        return payload;
    }

    /// `{a} == {b}`: true is some text, false is none.
    private Optional<String> relation(Cursor cursor, int depth) {
        Optional<String> left = braced(cursor);
        if (left.isEmpty()) {
            return left;
        }
        String operator = cursor.take(RELATION);
        Optional<Relation> relation = Relation.of(operator, release);
        if (relation.isEmpty()) {
            fault("a relational operator is expected at: \"...{" + left.get() + "}>>>" + operator + cursor.rest()
                    + '"');
            return Optional.empty();
        }
        if (!cursor.atBrace()) {
            fault("\"{expression}\" expected at: \"...{" + left.get() + "} " + operator + ">>>" + cursor.rest() + '"');
            return Optional.empty();
        }
        Optional<String> right = braced(cursor);
        if (right.isEmpty()) {
            return right;
        }
        String leftValue = nested(left.get(), depth);
        String rightValue = nested(right.get(), depth);
        if (relation.get().byLevel() && !scanning) {
            Stream.of(leftValue, rightValue)
                    .filter(level -> !CompatibilityLevel.isLevel(level))
                    .forEach(level -> fault("malformed compatibility level syntax: \"" + level + '"'));
        }
        return Optional.of(relation.get().holds(leftValue, rightValue) ? "true" : "");
    }

    private String nested(String value, int depth) {
        int length = result.length();
        text(value, depth);
        String expanded = result.substring(length);
        result.setLength(length);
        return expanded;
    }

    private void fault(String text) {
        if (faults.isEmpty()) {
            faults.add(text.length() > 400 ? text.substring(0, 400) : text);
        }
    }

    /// A place in the text of one reference.
    private static final class Cursor {
        private final String text;
        private int at;

        Cursor(String text) {
            this.text = text;
        }

        boolean atEnd() {
            return at >= text.length();
        }

        char peek() {
            return text.charAt(at);
        }

        char next() {
            return text.charAt(at++);
        }

        String rest() {
            return text.substring(at);
        }

        String takeRest() {
            String rest = rest();
            at = text.length();
            return rest;
        }

        String name() {
            int start = at;
            while (!atEnd() && isNameCharacter(peek())) {
                at++;
            }
            return text.substring(start, at);
        }

        String nameInBlanks() {
            at = skipped(at);
            String name = name();
            at = skipped(at);
            return name;
        }

        String take(Pattern pattern) {
            Matcher matcher = pattern.matcher(text).region(at, text.length());
            if (!matcher.lookingAt()) {
                return "";
            }
            at = matcher.end();
            return matcher.group();
        }

        /// Whether a brace opens here, behind white space at most; goes there if so.
        boolean atBrace() {
            int brace = skipped(at);
            if (brace >= text.length() || text.charAt(brace) != '{') {
                return false;
            }
            at = brace;
            return true;
        }

        Optional<String> braced() {
            int end = closing(text, at, '{', '}');
            if (end < 0) {
                return Optional.empty();
            }
            String payload = text.substring(at + 1, end - 1);
            at = skipped(end);
            return Optional.of(payload);
        }

        private int skipped(int from) {
            int to = from;
            while (to < text.length() && " \t\r\n".indexOf(text.charAt(to)) >= 0) {
                to++;
            }
            return to;
        }
    }
}
