package postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `packaging/common/Prelink.java` writes classes anew; what they do must stay the same.
final class PrelinkTest {
    private static final List<Class<?>> CLASSES =
            List.of(PrelinkTest.class, Figure.class, Circle.class, Strip.class, Dot.class, Sample.class);

    @TempDir
    private Path folder;

    sealed interface Figure {
        /// Chooses by type, with a condition, within an interface.
        default String kind() {
            return switch (this) {
                case Circle circle when circle.radius() > 1 -> "large circle";
                case Circle _ -> "circle";
                case Strip _ -> "strip";
                case Dot _ -> "dot";
            };
        }
    }

    record Circle(double radius, String name) implements Figure {}

    @SuppressWarnings("ArrayRecordComponent")
    record Strip(int from, long to, boolean open, char mark, float share, byte[] bytes) implements Figure {}

    record Dot() implements Figure {}

    /// What all of these do, as text.
    public static final class Sample {
        private Sample() {}

        public static List<String> results() {
            byte[] bytes = {1};
            List<Figure> figures = List.of(
                    new Circle(2, "a"),
                    new Circle(0, "a"),
                    new Circle(-0.0, "a"),
                    new Circle(Double.NaN, "b"),
                    new Circle(Double.NaN, "b"),
                    new Strip(1, 2, true, 'x', 0.5f, bytes),
                    new Strip(1, 2, true, 'x', 0.5f, bytes),
                    new Strip(1, 2, false, 'x', 0.5f, bytes),
                    new Dot(),
                    new Dot());
            Stream<String> kinds = figures.stream().map(Figure::kind);
            Stream<String> equal = figures.stream()
                    .map(one -> figures.stream()
                            .map(other -> one.equals(other) ? "=" : ".")
                            .toList()
                            .toString());
            // That of a strip holds the identity of its bytes.
            Stream<String> hashes = figures.stream()
                    .filter(figure -> !(figure instanceof Strip))
                    .map(figure -> figure + " " + figure.hashCode());
            Stream<String> others = Stream.of(
                    choose(null), choose(7), choose("text"), choose(new Dot()), choose(1L), choose(List.of()));
            return Stream.of(kinds, equal, hashes, others)
                    .flatMap(lines -> lines)
                    .toList();
        }

        private static String choose(Object given) {
            return switch (given) {
                case null -> "nothing";
                case Integer number when number > 6 -> "large";
                case Integer _ -> "small";
                case String text -> text;
                case Figure figure -> figure.kind();
                case Number _ -> "number";
                default -> "else";
            };
        }
    }

    @Test
    void switchesOverTypesAndRecordsDoTheSameWithoutBootstraps() throws Exception {
        Path jar = folder.resolve("sample.jar");
        pack(jar);
        assertThat(bootstraps(jar)).contains("typeSwitch", "equals", "hashCode");

        Process prelink = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "packaging/common/Prelink.java",
                        jar.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(prelink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(prelink.waitFor()).as(said).isZero();

        assertThat(bootstraps(jar)).doesNotContain("typeSwitch", "equals", "hashCode");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> sample = loader.loadClass(Sample.class.getName());
            assertThat(sample).isNotSameAs(Sample.class);
            assertThat(sample.getMethod("results").invoke(null)).isEqualTo(Sample.results());
        }
    }

    private static void pack(Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Class<?> each : CLASSES) {
                String name = each.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (var in = Objects.requireNonNull(each.getClassLoader().getResourceAsStream(name))) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }

    /// The names of the call sites that are made up at run time.
    private static List<String> bootstraps(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<ClassModel> models =
                    file.stream().map(entry -> model(file, entry)).toList();
            return models.stream()
                    .flatMap(model -> model.methods().stream())
                    .map(MethodModel::code)
                    .flatMap(code -> code.stream().flatMap(CodeModel::elementStream))
                    .filter(InvokeDynamicInstruction.class::isInstance)
                    .map(site -> ((InvokeDynamicInstruction) site).name().stringValue())
                    .toList();
        }
    }

    private static ClassModel model(JarFile file, JarEntry entry) {
        try (var in = file.getInputStream(entry)) {
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
