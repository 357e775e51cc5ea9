package dev.wippy.engine.chicory;

import com.dylibso.chicory.compiler.internal.ClassCollector;
import com.dylibso.chicory.runtime.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the classes that Chicory's compiler makes, and changes them on the way: its own collector would load them as
 * they are. Three things change: methods of the module's copy of Chicory's {@code Shaded} call {@link GuestCalls}
 * instead, some calls of them pass on the instance too, and so do calls of some methods of instances.
 */
final class GeneratedClasses implements ClassCollector {

    /** Goes up with each change of what the rewriting does, so that code in caches is made anew. */
    static final int REWRITE_VERSION = 3;

    private static final ClassDesc CD_GUEST_CALLS = describe(GuestCalls.class);
    private static final ClassDesc CD_INSTANCE = describe(Instance.class);
    private static final Map<String, Method> REPLACED = Arrays.stream(GuestCalls.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .collect(Collectors.toMap(method -> method.getName() + type(method).descriptorString(), method -> method));
    /** The methods of Shaded that are given one argument more, the calling instance, and what that makes of them. */
    private static final Map<String, MethodTypeDesc> WITH_INSTANCE = REPLACED.values().stream()
            .filter(method -> method.isAnnotationPresent(WithInstance.class))
            .collect(Collectors.toMap(method -> method.getName() + withoutLast(type(method)).descriptorString(),
                    GeneratedClasses::type));
    /** The methods of instances that are replaced, and what that makes of them. */
    private static final Map<String, MethodTypeDesc> OF_INSTANCE = REPLACED.values().stream()
            .filter(method -> method.isAnnotationPresent(OfInstance.class))
            .collect(Collectors.toMap(method -> method.getName()
                    + type(method).dropParameterTypes(0, 1).descriptorString(), GeneratedClasses::type));
    private static final ClassFile CLASS_FILE = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.defaultResolver().orElse(ClassHierarchyResolver.ofResourceParsing(
                    GeneratedClasses.class.getClassLoader()))));

    private final Map<String, byte[]> classes = new LinkedHashMap<>();
    private @Nullable String main;

    @Override
    public String mainClassName() {
        if (main == null) {
            throw new IllegalStateException("the compiler has not made the main class yet");
        }
        return main;
    }

    @Override
    public void putMainClass(String name, byte[] code) {
        main = name;
        put(name, code);
    }

    @Override
    public void put(String name, byte[] code) {
        String dotted = name.replace('/', '.');
        classes.put(dotted, dotted.endsWith("Shaded") ? replaceMethods(code) : passInstance(code));
    }

    @Override
    public void putAll(ClassCollector collector) {
        classes.putAll(collector.classBytes());
    }

    @Override
    public Map<String, byte[]> classBytes() {
        return classes;
    }

    @Override
    public byte[] resolve(Class<?> type) {
        // Class files are open to all, in named modules too.
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            if (in == null) {
                throw new IllegalStateException("no class file of " + type.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] replaceMethods(byte[] code) {
        ClassModel shaded = CLASS_FILE.parse(code);
        return CLASS_FILE.transformClass(shaded, (builder, element) -> {
            Method replacement = element instanceof MethodModel method
                    ? REPLACED.get(method.methodName().stringValue() + method.methodType().stringValue())
                    : null;
            if (replacement == null) {
                builder.with(element);
            } else {
                builder.withMethodBody(replacement.getName(), type(replacement),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC, body -> delegate(body, replacement));
            }
        });
    }

    private static void delegate(CodeBuilder body, Method replacement) {
        MethodTypeDesc type = type(replacement);
        for (int i = 0; i < type.parameterCount(); i++) {
            body.loadLocal(TypeKind.from(type.parameterType(i)), body.parameterSlot(i));
        }
        body.invokestatic(CD_GUEST_CALLS, replacement.getName(), type)
                .return_(TypeKind.from(type.returnType()));
    }

    private static byte[] passInstance(byte[] code) {
        ClassModel model = CLASS_FILE.parse(code);
        if (!callsAnyOf(model)) {
            return code;
        }
        return CLASS_FILE.transformClass(model, (builder, element) -> {
            if (element instanceof MethodModel method && method.flags().has(AccessFlag.STATIC)
                    && method.methodTypeSymbol().parameterCount() > 0
                    && method.methodTypeSymbol().parameterList().getLast().equals(CD_INSTANCE)) {
                builder.transformMethod(method, MethodTransform.transformingCode(passInstance(method)));
            } else {
                builder.with(element);
            }
        });
    }

    private static boolean callsAnyOf(ClassModel model) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof NameAndTypeEntry call && (WITH_INSTANCE.containsKey(key(call.name(), call.type()))
                    || OF_INSTANCE.containsKey(key(call.name(), call.type())))) {
                return true;
            }
        }
        return false;
    }

    /** The instance that the code belongs to is the last parameter of its method. */
    private static CodeTransform passInstance(MethodModel method) {
        int slots = method.methodTypeSymbol().parameterList().stream()
                .mapToInt(parameter -> TypeKind.from(parameter).slotSize()).sum();
        return (builder, element) -> {
            MethodTypeDesc changed = element instanceof InvokeInstruction call
                    ? WITH_INSTANCE.get(key(call.name(), call.type()))
                    : null;
            if (element instanceof InvokeInstruction call && call.owner().matches(CD_INSTANCE)
                    && OF_INSTANCE.containsKey(key(call.name(), call.type()))) {
                builder.invokestatic(CD_GUEST_CALLS, call.name().stringValue(),
                        OF_INSTANCE.get(key(call.name(), call.type())));
            } else if (changed != null) {
                builder.aload(slots - 1).invokestatic(CD_GUEST_CALLS, ((InvokeInstruction) element).name()
                        .stringValue(), changed);
            } else {
                builder.with(element);
            }
        };
    }

    private static String key(Utf8Entry name, Utf8Entry type) {
        return name.stringValue() + type.stringValue();
    }

    private static MethodTypeDesc type(Method method) {
        return MethodTypeDesc.of(describe(method.getReturnType()),
                Arrays.stream(method.getParameterTypes()).map(GeneratedClasses::describe).toList());
    }

    private static MethodTypeDesc withoutLast(MethodTypeDesc type) {
        return type.dropParameterTypes(type.parameterCount() - 1, type.parameterCount());
    }

    private static ClassDesc describe(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
