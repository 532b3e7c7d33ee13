package postern.evidence;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import postern.maillog.zstd.ZstdStream;

/// Takes files, folders and zip archives apart into [Input]s.
public final class CaseFolder {
    /// Files of a folder or archive that are looked at; a case has a handful.
    private static final int MAXIMUM_FILES = 200;

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZIP_MAGIC = 0x504b;
    /// RFC 8878 section 3.1.1; the other two by their specifications.
    private static final int ZSTD_MAGIC = 0x28b5;
    private static final int XZ_MAGIC = 0xfd37;
    private static final int BZIP2_MAGIC = 0x425a;

    private CaseFolder() {}

    /// What was found, and what could not be read.
    ///
    /// @param inputs   in the order given, a folder's files by name
    /// @param failures sentences for people, one for each file that could not be read
    public record Contents(List<Input> inputs, List<String> failures) {
        public Contents {
            inputs = List.copyOf(inputs);
            failures = List.copyOf(failures);
        }
    }

    /// Opens paths. A file that cannot be read does not keep the others from being read.
    public static Contents open(List<Path> paths) {
        List<Input> inputs = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                openFolder(path, inputs, failures);
            } else {
                openFile(path, inputs, failures);
            }
        }
        return new Contents(inputs, failures);
    }

    private static void openFolder(Path folder, List<Input> inputs, List<String> failures) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry) && !Files.isHidden(entry) && files.size() < MAXIMUM_FILES) {
                    files.add(entry);
                }
            }
        } catch (IOException e) {
            failures.add(Remarks.of("unreadable", folder, Remarks.reason(e)));
        }
        if (files.isEmpty()) {
            failures.add(Remarks.of("no-files", folder));
        }
        files.stream().sorted().forEach(file -> openFile(file, inputs, failures));
    }

    private static void openFile(Path file, List<Input> inputs, List<String> failures) {
        try {
            if (!Files.exists(file)) {
                failures.add(Remarks.of("missing", file));
                return;
            }
            LocalDate day = LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneId.systemDefault());
            String name =
                    Optional.ofNullable(file.getFileName()).map(Path::toString).orElse(file.toString());
            switch (magic(file)) {
                case ZIP_MAGIC -> {
                    int before = inputs.size();
                    openArchive(file, day, inputs);
                    if (inputs.size() == before) {
                        failures.add(Remarks.of("no-files", file));
                    }
                }
                case XZ_MAGIC -> failures.add(Remarks.of("packed", file, "xz -d"));
                case BZIP2_MAGIC -> failures.add(Remarks.of("packed", file, "bzip2 -d"));
                case GZIP_MAGIC -> inputs.add(new Input(name, day, () -> new GZIPInputStream(stream(file))));
                case ZSTD_MAGIC -> inputs.add(new Input(name, day, () -> new ZstdStream(stream(file))));
                default -> inputs.add(new Input(name, day, () -> stream(file)));
            }
        } catch (IOException e) {
            failures.add(Remarks.of("unreadable", file, Remarks.reason(e)));
        }
    }

    private static void openArchive(Path file, LocalDate day, List<Input> inputs) throws IOException {
        try (ZipInputStream archive = new ZipInputStream(stream(file), StandardCharsets.UTF_8)) {
            int count = 0;
            for (ZipEntry entry = archive.getNextEntry();
                    entry != null && count < MAXIMUM_FILES;
                    entry = archive.getNextEntry()) {
                if (!entry.isDirectory()) {
                    byte[] content = archive.readNBytes(Input.MAXIMUM_TEXT);
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    inputs.add(new Input(name, day, () -> new ByteArrayInputStream(content)));
                    count++;
                }
            }
        }
    }

    private static int magic(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] first = stream.readNBytes(2);
            return first.length < 2 ? 0 : (first[0] & 0xff) << 8 | (first[1] & 0xff);
        }
    }

    private static InputStream stream(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }
}
