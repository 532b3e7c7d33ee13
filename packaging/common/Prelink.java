import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Writes down as plain methods what Java otherwise makes up at run time: the choice of a switch over types
/// (`SwitchBootstraps.typeSwitch`) and `equals` and `hashCode` of records (`ObjectMethods`). The ahead-of-time cache keeps neither, so
/// that each start would make every one of them anew. What they do stays the same; the texts of the program do, too.
///
///     java Prelink.java JAR
///
/// where the jar lies beside those that it needs.
static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    FileTime time = Files.getLastModifiedTime(jar);
    int changed = 0;
    ClassFile classFile = ClassFile.of(ClassHierarchyResolverOption.of(resolver(jar.getParent())));
    try (FileSystem files = FileSystems.newFileSystem(jar);
            Stream<Path> all = Files.walk(files.getPath("/"))) {
        for (Path file : all.filter(it -> it.toString().endsWith(".class")).toList()) {
            Optional<byte[]> after = new Prelinked(classFile, Files.readAllBytes(file)).bytes();
            if (after.isPresent()) {
                FileTime written = Files.getLastModifiedTime(file);
                Files.write(file, after.get());
                Files.setLastModifiedTime(file, written);
                changed++;
            }
        }
    }
    Files.setLastModifiedTime(jar, time);
    IO.println(jar.getFileName() + ": " + changed + " classes");
}

/// Knows the classes of Java and of the jars in a folder.
ClassHierarchyResolver resolver(Path folder) throws IOException {
    try (Stream<Path> jars = Files.list(folder)) {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
            urls.add(jar.toUri().toURL());
        }
        return ClassHierarchyResolver.ofResourceParsing(new URLClassLoader(urls.toArray(URL[]::new)));
    }
}

/// A class whose call sites become calls of methods of its own.
static final class Prelinked {
    private final ClassFile classFile;
    private final ClassModel model;
    private final ClassDesc self;
    private final boolean isInterface;
    private final List<Written> written = new ArrayList<>();

    /// A method to add.
    private record Written(String name, MethodTypeDesc type, Consumer<CodeBuilder> code) {}

    Prelinked(ClassFile classFile, byte[] bytes) {
        this.classFile = classFile;
        this.model = classFile.parse(bytes);
        this.self = model.thisClass().asSymbol();
        this.isInterface = model.flags().has(AccessFlag.INTERFACE);
    }

    /// The class with its methods; empty if nothing in it changes.
    Optional<byte[]> bytes() {
        CodeTransform calls = (builder, element) -> {
            if (element instanceof InvokeDynamicInstruction site) {
                Optional<Written> method = method(site);
                if (method.isPresent()) {
                    written.add(method.get());
                    builder.invokestatic(self, method.get().name(), method.get().type(), isInterface);
                    return;
                }
            }
            builder.with(element);
        };
        ClassTransform all = ClassTransform.transformingMethodBodies(Prelinked::hasSite, calls)
                .andThen(ClassTransform.endHandler(builder -> written.forEach(method -> add(builder, method))));
        byte[] changed = classFile.transformClass(model, all);
        return written.isEmpty() ? Optional.empty() : Optional.of(changed);
    }

    private static boolean hasSite(MethodModel method) {
        return method.code().stream()
                .flatMap(CodeModel::elementStream)
                .anyMatch(InvokeDynamicInstruction.class::isInstance);
    }

    private static void add(ClassBuilder builder, Written method) {
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
        builder.withMethodBody(method.name(), method.type(), flags, method.code());
    }

    private Optional<Written> method(InvokeDynamicInstruction site) {
        ClassDesc maker = site.bootstrapMethod().owner();
        List<ConstantDesc> arguments = site.bootstrapArgs();
        String name = "$" + site.name().stringValue() + "$" + written.size();
        if (maker.equals(SWITCHES)
                && site.bootstrapMethod().methodName().equals("typeSwitch")
                && arguments.stream().allMatch(ClassDesc.class::isInstance)) {
            return Optional.of(new Written(name, site.typeSymbol(), code -> choose(code, arguments)));
        }
        if (!maker.equals(RECORDS)) {
            return Optional.empty();
        }
        List<DirectMethodHandleDesc> fields = arguments.stream()
                .skip(2)
                .map(DirectMethodHandleDesc.class::cast)
                .toList();
        return switch (site.name().stringValue()) {
            case "hashCode" -> Optional.of(new Written(name, site.typeSymbol(), code -> hash(code, fields)));
            case "equals" -> Optional.of(new Written(name, site.typeSymbol(), code -> compare(code, fields)));
            default -> Optional.empty();
        };
    }

    /// The place of the first type from a place on that the object is of; -1 for null, the number of types for none.
    private static void choose(CodeBuilder code, List<ConstantDesc> types) {
        Label given = code.newLabel();
        code.aload(0).ifnonnull(given).iconst_m1().ireturn().labelBinding(given);
        for (int i = 0; i < types.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf((ClassDesc) types.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(types.size()).ireturn();
    }

    private void hash(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
        code.iconst_0();
        for (DirectMethodHandleDesc field : fields) {
            ClassDesc type = type(field);
            code.loadConstant(31).imul().aload(0).getfield(self, field.methodName(), type);
            if (type.isPrimitive()) {
                code.invokestatic(box(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
            } else {
                code.invokestatic(
                        OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
            }
            code.iadd();
        }
        code.ireturn();
    }

    private void compare(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
        Label differs = code.newLabel();
        Label another = code.newLabel();
        code.aload(0).aload(1).if_acmpne(another).iconst_1().ireturn().labelBinding(another);
        code.aload(1).instanceOf(self).ifeq(differs).aload(1).checkcast(self).astore(2);
        for (DirectMethodHandleDesc field : fields) {
            ClassDesc type = type(field);
            code.aload(0).getfield(self, field.methodName(), type);
            code.aload(2).getfield(self, field.methodName(), type);
            if (type.isPrimitive()) {
                code.invokestatic(box(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type))
                        .ifne(differs);
            } else {
                MethodTypeDesc both = MethodTypeDesc.of(
                        ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);
                code.invokestatic(OBJECTS, "equals", both).ifeq(differs);
            }
        }
        code.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
    }

    private static ClassDesc type(DirectMethodHandleDesc field) {
        return field.invocationType().returnType();
    }

    private static ClassDesc box(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            case BYTE -> ConstantDescs.CD_Byte;
            case CHAR -> ConstantDescs.CD_Character;
            case SHORT -> ConstantDescs.CD_Short;
            case LONG -> ConstantDescs.CD_Long;
            case FLOAT -> ConstantDescs.CD_Float;
            case DOUBLE -> ConstantDescs.CD_Double;
            default -> ConstantDescs.CD_Integer;
        };
    }
}
