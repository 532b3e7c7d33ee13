import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Writes the jars of a folder anew without compression: Java then reads them without unpacking, and a package that is
/// compressed as a whole gets smaller. Order, dates and contents of the entries stay.
///
///     java Store.java FOLDER
void main(String[] arguments) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
        for (Path jar : jars.filter(file -> file.toString().endsWith(".jar"))
                .sorted(Comparator.naturalOrder())
                .toList()) {
            store(jar);
        }
    }
}

void store(Path jar) throws IOException {
    var time = Files.getLastModifiedTime(jar);
    Path stored = jar.resolveSibling(jar.getFileName() + ".stored");
    try (ZipFile from = new ZipFile(jar.toFile());
            ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(stored))) {
        to.setMethod(ZipOutputStream.STORED);
        for (ZipEntry entry : from.stream().toList()) {
            byte[] content = from.getInputStream(entry).readAllBytes();
            CRC32 sum = new CRC32();
            sum.update(content);
            ZipEntry plain = new ZipEntry(entry.getName());
            plain.setTimeLocal(entry.getTimeLocal());
            plain.setSize(content.length);
            plain.setCrc(sum.getValue());
            to.putNextEntry(plain);
            to.write(content);
            to.closeEntry();
        }
    }
    Files.move(stored, jar, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(jar, time);
}
