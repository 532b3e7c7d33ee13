package postern.postfix;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postern.table.FactTable;

/// Reads `parameters.tsv` and `other-parameters.tsv`, whose first lines name their sources.
final class ParameterTable {
    private static final Pattern ALTERNATIVES = Pattern.compile(" \\| (?=\\d)");
    private static final Pattern DEFAULT = Pattern.compile("([\\d.,+-]+)(?: built with OpenSSL ([^:]+))?: (.*)");

    private ParameterTable() {}

    static Map<String, Parameter> read() {
        var parameters = new TreeMap<String, Parameter>();
        FactTable.rows(ParameterTable.class, "other-parameters.tsv").stream()
                .map(ParameterTable::other)
                .forEach(it -> parameters.put(it.name(), it));
        FactTable.rows(ParameterTable.class, "parameters.tsv").stream()
                .map(ParameterTable::parameter)
                .forEach(it -> parameters.put(it.name(), it));
        return Collections.unmodifiableMap(parameters);
    }

    private static Parameter parameter(String[] field) {
        return new Parameter(
                field[0],
                Parameter.Type.valueOf(field[1].toUpperCase(Locale.ROOT)),
                Parameter.Scope.valueOf(field[2].toUpperCase(Locale.ROOT)),
                Arrays.stream(ALTERNATIVES.split(field[3]))
                        .map(ParameterTable::defaultValue)
                        .toList(),
                field[4],
                field[5],
                field[6],
                field[7],
                field[8],
                field[9]);
    }

    private static Parameter other(String[] field) {
        var values = field[1].equals("(host)")
                ? List.<Parameter.Default>of()
                : List.of(new Parameter.Default("2.2+", "", field[1]));
        return new Parameter(
                field[0], Parameter.Type.OTHER, Parameter.Scope.OTHER, values, "", "", "", "", "", "allowed");
    }

    private static Parameter.Default defaultValue(String text) {
        Matcher matcher = DEFAULT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("Not a default: " + text);
        }
        String library = matcher.group(2) == null ? "" : matcher.group(2);
        String value = matcher.group(3);
        return new Parameter.Default(matcher.group(1), library, value.startsWith("(") ? "" : value);
    }
}
