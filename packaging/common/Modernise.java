import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/// Brings the class files of the jars in a folder that are older than Java 6 into the format of Java 8, with the stack
/// maps (JVMS 4.7.4) that it asks for. The ahead-of-time cache leaves older ones out, so that every start of the program would
/// read and verify them anew. What they do stays the same.
///
///     java Modernise.java FOLDER
static final int OLDEST_IN_CACHE = ClassFile.JAVA_6_VERSION;

void main(String[] arguments) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
        for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
            modernise(jar);
        }
    }
}

void modernise(Path jar) throws IOException {
    FileTime time = Files.getLastModifiedTime(jar);
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
        Path root = files.getPath("/");
        List<Path> old = old(root);
        if (old.isEmpty()) {
            return;
        }
        ClassFile classFile = ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(resolver(root)));
        for (Path file : old) {
            FileTime written = Files.getLastModifiedTime(file);
            Files.write(file, modern(classFile, classFile.parse(Files.readAllBytes(file))));
            Files.setLastModifiedTime(file, written);
        }
        IO.println(jar.getFileName() + ": " + old.size() + " classes");
    }
    Files.setLastModifiedTime(jar, time);
}

byte[] modern(ClassFile classFile, ClassModel model) {
    ClassTransform code = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    return classFile.transformClass(
            model,
            code.andThen((builder, element) -> builder.with(
                    element instanceof ClassFileVersion ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0) : element)));
}

List<Path> old(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
        return all.filter(file -> file.toString().endsWith(".class") && major(file) < OLDEST_IN_CACHE)
                .toList();
    }
}

int major(Path file) {
    try (var in = Files.newInputStream(file)) {
        byte[] head = in.readNBytes(8);
        return (head[6] & 0xff) << 8 | head[7] & 0xff;
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}

/// Knows the classes of the jar itself and those of Java.
ClassHierarchyResolver resolver(Path root) {
    return ClassHierarchyResolver.ofResourceParsing(name -> {
                Path file = root.resolve(name.packageName().replace('.', '/') + "/" + name.displayName() + ".class");
                try {
                    return Files.exists(file) ? Files.newInputStream(file) : null;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            })
            .orElse(ClassHierarchyResolver.defaultResolver());
}
