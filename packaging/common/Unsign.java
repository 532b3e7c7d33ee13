import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// Takes the signatures of jars out (JAR File Specification, "Signed JAR File"). Maven has checked what it downloaded; at each
/// start Java would only read a megabyte of digests again as soon as it needs one class that the ahead-of-time cache lacks.
///
///     java Unsign.java FOLDER
void main(String[] arguments) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
        for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
            unsign(jar);
        }
    }
}

void unsign(Path jar) throws IOException {
    FileTime time = Files.getLastModifiedTime(jar);
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
        Path folder = files.getPath("/META-INF");
        List<Path> signatures = signatures(folder);
        if (signatures.isEmpty()) {
            return;
        }
        for (Path signature : signatures) {
            Files.delete(signature);
        }
        Path manifest = folder.resolve("MANIFEST.MF");
        FileTime written = Files.getLastModifiedTime(manifest);
        Files.write(manifest, withoutDigests(Files.readAllBytes(manifest)));
        Files.setLastModifiedTime(manifest, written);
        IO.println(jar.getFileName() + ": unsigned");
    }
    Files.setLastModifiedTime(jar, time);
}

List<Path> signatures(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
        return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
        return all.filter(file -> file.toString().matches("(?i).*\\.(SF|RSA|DSA|EC)")).toList();
    }
}

byte[] withoutDigests(byte[] text) throws IOException {
    Manifest manifest = new Manifest(new ByteArrayInputStream(text));
    manifest.getEntries().values().forEach(entry -> entry.keySet()
            .removeIf(name -> name.toString().toLowerCase(Locale.ROOT).endsWith("-digest")));
    manifest.getEntries().values().removeIf(entry -> entry.isEmpty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    manifest.write(out);
    return out.toByteArray();
}
