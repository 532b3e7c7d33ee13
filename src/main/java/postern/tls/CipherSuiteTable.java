package postern.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads `cipher-suites.tsv`, whose first lines name its sources.
final class CipherSuiteTable {
    private static final SortedMap<Integer, CipherSuite> BY_CODE = new TreeMap<>();
    private static final Map<String, CipherSuite> BY_NAME = new HashMap<>();

    static {
        try (var stream = Objects.requireNonNull(CipherSuiteTable.class.getResourceAsStream("cipher-suites.tsv"));
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(CipherSuiteTable::suite)
                    .forEach(suite -> {
                        BY_CODE.put(suite.code(), suite);
                        // SSLv2 kinds come last and share three names with suites of later versions, which are meant.
                        BY_NAME.putIfAbsent(suite.ianaName(), suite);
                        BY_NAME.putIfAbsent(suite.opensslName(), suite);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CipherSuiteTable() {}

    static List<CipherSuite> all() {
        return List.copyOf(BY_CODE.values());
    }

    static Optional<CipherSuite> coded(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    static Optional<CipherSuite> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static CipherSuite suite(String line) {
        String[] field = line.split("\t", -1);
        return new CipherSuite(
                Integer.parseInt(field[0], 16),
                field[1],
                field[2],
                KeyExchange.valueOf(field[3]),
                Authentication.valueOf(field[4]),
                field[5],
                Integer.parseInt(field[6]),
                field[7],
                ProtocolVersion.named(field[8]).orElseThrow());
    }
}
