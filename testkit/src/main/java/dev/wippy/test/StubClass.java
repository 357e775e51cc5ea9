package dev.wippy.test;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import dev.wippy.component.bind.WitFunction;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A class made beside the one of a bound object, with the same marked methods and their generic types and annotations:
 * each calls the object's own, but for one, which calls nothing.
 */
final class StubClass {
    private static final ClassDesc FUNCTION = Function.class.describeConstable().orElseThrow();
    private static final String REAL = "real";
    private static final String STUB = "stub";

    private StubClass() {}

    /**
     * The object with a method of it replaced.
     *
     * @param lookup has access to the class of the object
     * @throws IllegalArgumentException if no method is marked with the function
     */
    static Object of(Object real, String function, MethodHandles.Lookup lookup, EmptyAnswers answers) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> type = real.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(WitFunction.class) && !method.isBridge()) {
                    methods.add(method);
                }
            }
        }
        Method replaced = methods.stream()
                .filter(method -> method.getAnnotation(WitFunction.class).value().equals(function))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        real.getClass().getName() + " has no @WitFunction(\"" + function + "\")"));
        Function<Object[], @Nullable Object> stub = arguments -> answers.of(replaced.getGenericReturnType(), arguments);
        try {
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(real.getClass(), lookup);
            Class<?> made = inside.defineClass(generate(real.getClass(), methods, replaced));
            return inside.findConstructor(made, MethodType.methodType(void.class, real.getClass(), Function.class))
                    .invoke(real, stub);
        } catch (Throwable failed) {
            throw new IllegalArgumentException("no stub of " + replaced, failed);
        }
    }

    private static byte[] generate(Class<?> real, List<Method> methods, Method replaced) throws IOException {
        ClassDesc realType = desc(real);
        ClassDesc self = ClassDesc.of(
                real.getName() + "$StubOf_" + replaced.getName() + methods.indexOf(replaced));
        List<MethodModel> models = new ArrayList<>();
        for (Method method : methods) {
            models.add(model(method));
        }
        return ClassFile.of().build(self, type -> {
            type.withField(REAL, realType, ClassFile.ACC_PRIVATE);
            type.withField(STUB, FUNCTION, ClassFile.ACC_PRIVATE);
            type.withMethodBody(INIT_NAME, MethodTypeDesc.of(CD_void, realType, FUNCTION), 0, code -> code
                    .aload(0)
                    .invokespecial(CD_Object, INIT_NAME, MethodTypeDesc.of(CD_void))
                    .aload(0)
                    .aload(1)
                    .putfield(self, REAL, realType)
                    .aload(0)
                    .aload(2)
                    .putfield(self, STUB, FUNCTION)
                    .return_());
            for (int i = 0; i < methods.size(); i++) {
                Method method = methods.get(i);
                MethodModel model = models.get(i);
                type.withMethod(method.getName(), model.methodTypeSymbol(), 0, builder -> {
                    model.findAttribute(Attributes.signature()).ifPresent(builder::with);
                    model.findAttribute(Attributes.runtimeVisibleAnnotations()).ifPresent(builder::with);
                    model.findAttribute(Attributes.runtimeVisibleTypeAnnotations()).ifPresent(builder::with);
                    builder.withCode(code -> {
                        if (method.equals(replaced)) {
                            answer(code, self, model.methodTypeSymbol());
                        } else {
                            forward(code, self, realType, method.getName(), model.methodTypeSymbol());
                        }
                    });
                });
            }
        });
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    private static MethodModel model(Method method) throws IOException {
        Class<?> owner = method.getDeclaringClass();
        String file = owner.getName().substring(owner.getName().lastIndexOf('.') + 1) + ".class";
        String descriptor = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException(file + " is not found beside its class");
            }
            return ClassFile.of().parse(in.readAllBytes()).methods().stream()
                    .filter(each -> each.methodName().equalsString(method.getName())
                            && each.methodType().equalsString(descriptor))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void forward(CodeBuilder code, ClassDesc self, ClassDesc real, String name, MethodTypeDesc type) {
        code.aload(0).getfield(self, REAL, real);
        int slot = 1;
        for (ClassDesc parameter : type.parameterList()) {
            TypeKind kind = TypeKind.from(parameter);
            code.loadLocal(kind, slot);
            slot += kind.slotSize();
        }
        code.invokevirtual(real, name, type).return_(TypeKind.from(type.returnType()));
    }

    private static void answer(CodeBuilder code, ClassDesc self, MethodTypeDesc type) {
        code.aload(0).getfield(self, STUB, FUNCTION);
        code.loadConstant(type.parameterCount()).anewarray(CD_Object);
        int slot = 1;
        for (int i = 0; i < type.parameterCount(); i++) {
            TypeKind kind = TypeKind.from(type.parameterType(i));
            // Numbers are no answers; what is one is a reference.
            if (kind == TypeKind.REFERENCE) {
                code.dup().loadConstant(i).aload(slot).aastore();
            }
            slot += kind.slotSize();
        }
        code.invokeinterface(FUNCTION, "apply", MethodTypeDesc.of(CD_Object, CD_Object));
        TypeKind returned = TypeKind.from(type.returnType());
        switch (returned) {
            case VOID -> code.pop();
            case REFERENCE -> code.checkcast(type.returnType());
            case LONG -> unbox(code, Long.class, "longValue", type.returnType());
            case BOOLEAN -> unbox(code, Boolean.class, "booleanValue", type.returnType());
            default -> unbox(code, Integer.class, "intValue", CD_int);
        }
        code.return_(returned);
    }

    private static void unbox(CodeBuilder code, Class<?> boxed, String name, ClassDesc type) {
        code.checkcast(desc(boxed)).invokevirtual(desc(boxed), name, MethodTypeDesc.of(type));
    }
}
