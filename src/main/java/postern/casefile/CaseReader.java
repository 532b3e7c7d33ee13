package postern.casefile;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.apache.commons.io.input.BoundedInputStream;
import postern.evidence.Input;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a saved case. Members are opened by the archive's directory and read when they are needed; of an archive whose
/// directory is lost, whatever can be read from its beginning is kept in memory.
final class CaseReader {
    private static final int MOST_MEMBERS = 500;
    /// Far more than any log that a case was made of; a member that claims more is cut.
    private static final long LARGEST_MEMBER = 4L << 30;

    private static final int LARGEST_MANIFEST = 64 << 20;
    /// What is kept of an archive without directory, in bytes.
    private static final int MOST_SAVED = 64 << 20;

    private final Path file;
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Input.Source> members = new LinkedHashMap<>();

    CaseReader(Path file) {
        this.file = file;
    }

    static boolean holdsManifest(Path file) {
        try (InputStream head = Files.newInputStream(file)) {
            byte[] magic = head.readNBytes(2);
            if (magic.length < 2 || magic[0] != 'P' || magic[1] != 'K') {
                return false;
            }
        } catch (IOException _) {
            return false;
        }
        try (var zip = new ZipFile(file.toFile())) {
            return zip.getEntry(CaseFile.MANIFEST) != null;
        } catch (IOException _) {
            return false;
        }
    }

    CaseFile.Opened read() throws IOException {
        if (!openDirectory()) {
            salvage();
        }
        if (members.isEmpty()) {
            throw new IOException(Sentences.of("nothing", file));
        }
        ObjectNode manifest = manifest();
        List<Input> inputs = inputs(manifest);
        Map<String, JsonNode> unknown = new HashMap<>();
        manifest.properties().stream()
                .filter(part -> !Parts.NAMES.contains(part.getKey()))
                .forEach(part -> unknown.put(part.getKey(), part.getValue()));
        var parts = new Parts(manifest);
        SavedCase saved = parts.read(inputs, unknown);
        parts.unreadable().forEach(part -> failures.add(Sentences.of("part", file.getFileName(), part)));
        return new CaseFile.Opened(saved, failures);
    }

    /// Whether the archive's directory could be read.
    private boolean openDirectory() throws IOException {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .limit(MOST_MEMBERS)
                    .forEach(entry -> members.put(entry.getName(), () -> member(entry.getName())));
            return true;
        } catch (java.util.zip.ZipException | IllegalArgumentException _) {
            members.clear();
            return false;
        }
    }

    /// Closing the member closes the archive.
    private InputStream member(String name) throws IOException {
        var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        try {
            InputStream content = zip.getInputStream(zip.getEntry(name));
            return new Member(bounded(content), zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /// A member, which ends where it is damaged.
    private static final class Member extends FilterInputStream {
        private final ZipFile zip;

        Member(InputStream content, ZipFile zip) {
            super(content);
            this.zip = zip;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            try {
                return super.read(into, offset, length);
            } catch (IOException _) {
                return -1;
            }
        }

        @Override
        public void close() throws IOException {
            try (zip) {
                super.close();
            }
        }
    }

    /// Whether a member is what was saved.
    private static boolean isWhole(Input.Source source, String sha256) throws IOException {
        try (var content = new DigestInputStream(source.open(), CaseFile.sha256())) {
            content.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(content.getMessageDigest().digest()).equals(sha256);
        }
    }

    private static InputStream bounded(InputStream content) throws IOException {
        return BoundedInputStream.builder()
                .setInputStream(content)
                .setMaxCount(LARGEST_MEMBER)
                .get();
    }

    private void salvage() {
        int left = MOST_SAVED;
        try (var zip =
                new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry();
                    entry != null && left > 0 && members.size() < MOST_MEMBERS;
                    entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    byte[] content = whatCanBeRead(zip, left);
                    left -= content.length;
                    members.put(entry.getName(), () -> new ByteArrayInputStream(content));
                }
            }
        } catch (IOException | IllegalArgumentException _) {
            // What came before the damage is there.
        }
        failures.add(Sentences.of("damaged", file.getFileName()));
    }

    private static byte[] whatCanBeRead(InputStream content, int most) {
        var read = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int count = content.read(buffer);
                    count >= 0 && read.size() + count <= most;
                    count = content.read(buffer)) {
                read.write(buffer, 0, count);
            }
        } catch (IOException _) {
            // What came before the damage is there.
        }
        return read.toByteArray();
    }

    private ObjectNode manifest() {
        Input.Source source = members.remove(CaseFile.MANIFEST);
        if (source != null) {
            try (InputStream content = source.open()) {
                byte[] json = content.readNBytes(LARGEST_MANIFEST);
                if (JsonMapper.shared().readTree(json) instanceof ObjectNode manifest) {
                    if (!manifest.path("schema").asString("").equals(CaseFile.SCHEMA)) {
                        failures.add(Sentences.of(
                                "newer",
                                file.getFileName(),
                                manifest.path("version").asString("?")));
                    }
                    return manifest;
                }
            } catch (IOException | JacksonException _) {
                // Told below.
            }
        }
        failures.add(Sentences.of("no-manifest", file.getFileName()));
        return JsonNodeFactory.instance.objectNode();
    }

    /// The inputs by what the manifest tells of them; those it tells nothing of, by the names of their members.
    private List<Input> inputs(ObjectNode manifest) throws IOException {
        LocalDate day = LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneId.systemDefault());
        Map<String, Input.Source> left = new LinkedHashMap<>(members);
        List<Input> inputs = new ArrayList<>();
        for (JsonNode told : manifest.path("inputs")) {
            Input.Source source = left.remove(told.path("member").asString(""));
            String name = told.path("name").asString("");
            if (source == null) {
                failures.add(Sentences.of("missing", file.getFileName(), name));
            } else {
                if (!isWhole(source, told.path("sha256").asString(""))) {
                    failures.add(Sentences.of("changed", file.getFileName(), name));
                }
                inputs.add(new Input(name, day(told.path("day").asString("")).orElse(day), source));
            }
        }
        left.forEach((name, source) -> inputs.add(
                new Input(name.substring(name.lastIndexOf('/') + 1).replaceFirst("^\\d+-", ""), day, source)));
        return inputs;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
