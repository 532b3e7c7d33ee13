package postern.casefile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import postern.evidence.Input;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A `.postern` file: a zip archive with `case.json` (`case-1.schema.json` describes it) and each input in a
/// member of its own.
public final class CaseFile {
    /// How the names of such files end.
    public static final String EXTENSION = ".postern";

    static final String MANIFEST = "case.json";
    static final String SCHEMA = "postern/case/1";

    private CaseFile() {}

    /// Whether a file is a saved case, by what it holds, or by its name where it is damaged.
    public static boolean isCase(Path file) {
        return Files.isRegularFile(file)
                && (file.getFileName().toString().endsWith(EXTENSION) || CaseReader.holdsManifest(file));
    }

    /// What could be read of a saved case.
    ///
    /// @param failures sentences for people on what could not
    public record Opened(SavedCase saved, List<String> failures) {
        public Opened {
            failures = List.copyOf(failures);
        }
    }

    /// Opens a saved case as far as it can be read. Its inputs are read from the file when they are needed.
    ///
    /// @throws IOException if there is nothing in it that can be read
    public static Opened open(Path file) throws IOException {
        return new CaseReader(file).read();
    }

    /// Saves a case without the secrets in its inputs. The file is there as a whole or, after trouble, not at all.
    ///
    /// @param version Postern's version
    public static void save(SavedCase saved, String version, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(folder, "case-", ".tmp");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                write(saved, version, out);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /// Writes a case and leaves the stream open.
    public static void write(SavedCase saved, String version, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("schema", SCHEMA);
        manifest.put("version", version);
        manifest.put("saved", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Parts.write(saved, manifest);
        // The manifest comes last, for it tells the digests; a reader that stops before it still has the inputs.
        ArrayNode members = manifest.putArray("inputs");
        int number = 0;
        for (Input input : saved.inputs()) {
            number++;
            members.add(member(input.blanked(), number, zip));
        }
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    private static ObjectNode member(Input input, int number, ZipOutputStream zip) throws IOException {
        ObjectNode member = JsonNodeFactory.instance.objectNode();
        String name = "inputs/%02d-%s".formatted(number, input.name().replaceAll("[^A-Za-z0-9._-]+", "-"));
        zip.putNextEntry(new ZipEntry(name));
        MessageDigest digest = sha256();
        try (InputStream content = input.content().open()) {
            content.transferTo(new DigestOutputStream(zip, digest));
        }
        zip.closeEntry();
        return member.put("name", input.name())
                .put("day", input.day().toString())
                .put("member", name)
                .put("sha256", HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
