package dev.wippy.component.bind;

import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Java method as the implementation of a WIT function; shared by all objects of its class. */
final class BoundMethod {
    private final String name;

    /** {@code (Object implementation, Object[] arguments) -> Object}. */
    private final MethodHandle handle;

    private final Converter[] parameters;

    /** Which of the adapters unwraps what the method returns; -1 for none. */
    private final int adapter;

    private final @Nullable ReturnConverter result;

    private BoundMethod(
            String name,
            MethodHandle handle,
            Converter[] parameters,
            int adapter,
            @Nullable ReturnConverter result) {
        this.name = name;
        this.handle = handle;
        this.parameters = parameters;
        this.adapter = adapter;
        this.result = result;
    }

    /** @throws BindException if the method does not fit, showing both sides */
    static BoundMethod of(
            String name, FunctionType type, Method method, MethodHandles.Lookup lookup, List<Class<?>> wrappers) {
        try {
            ConverterFactory factory = new ConverterFactory(lookup);
            return new BoundMethod(name, handle(method, lookup), parameters(factory, type, method),
                    wrappers.indexOf(method.getReturnType()), result(factory, type, method, wrappers));
        } catch (MismatchException e) {
            throw new BindException("the Java method does not fit the WIT function: " + e.getMessage() + "\n  WIT:  "
                    + JavaText.of(name, type) + "\n  Java: " + JavaText.of(method) + "\n        "
                    + method.toGenericString());
        }
    }

    private static MethodHandle handle(Method method, MethodHandles.Lookup lookup) throws MismatchException {
        try {
            MethodHandle handle = lookup.unreflect(method).asFixedArity();
            if (Modifier.isStatic(method.getModifiers())) {
                handle = MethodHandles.dropArguments(handle, 0, Object.class);
            }
            int count = method.getParameterCount();
            return handle.asType(MethodType.genericMethodType(count + 1))
                    .asSpreader(Object[].class, count);
        } catch (IllegalAccessException e) {
            throw new MismatchException("it can't be called from here (" + e.getMessage()
                    + "): make method and class public in an exported package, or bind with a MethodHandles.Lookup");
        }
    }

    private static Converter[] parameters(ConverterFactory factory, FunctionType type, Method method)
            throws MismatchException {
        AnnotatedType[] java = method.getAnnotatedParameterTypes();
        if (java.length != type.parameters().size()) {
            throw new MismatchException("it has " + java.length + " parameters, not " + type.parameters().size());
        }
        Converter[] converters = new Converter[java.length];
        for (int i = 0; i < java.length; i++) {
            FunctionType.Parameter parameter = type.parameters().get(i);
            try {
                converters[i] = factory.make(parameter.type(), java[i]);
            } catch (MismatchException e) {
                throw new MismatchException(
                        "parameter " + (i + 1) + " (" + parameter.name() + "): " + e.getMessage());
            }
        }
        return converters;
    }

    private static @Nullable ReturnConverter result(
            ConverterFactory factory, FunctionType type, Method method, List<Class<?>> wrappers)
            throws MismatchException {
        AnnotatedType java = method.getAnnotatedReturnType();
        if (wrappers.contains(method.getReturnType())) {
            AnnotatedType wrapped = java;
            java = ConverterFactory.argument(java, 0)
                    .orElseThrow(() -> new MismatchException("result: " + wrapped + " lacks its type argument"));
        }
        try {
            if (type.result().isEmpty()) {
                factory.side(Optional.empty(), java);
                return null;
            }
            ValueType wit = type.result().get();
            if (!(wit instanceof ValueType.ResultOf(Optional<ValueType> ok, Optional<ValueType> err))) {
                return new ReturnConverter(factory.make(wit, java), null);
            }
            boolean whole = ConverterFactory.raw(java) == Result.class;
            ErrorConverter errors = new ErrorConverter(factory, err);
            return whole
                    ? new ReturnConverter(factory.make(wit, java), errors)
                    : new ReturnConverter(new SuccessConverter(factory.side(ok, java)), errors);
        } catch (MismatchException e) {
            throw new MismatchException("result: " + e.getMessage());
        }
    }

    /** @param adapters of the wrappers that the method was bound with, in that order */
    ComponentFunction bind(Object implementation, List<ReturnAdapter> adapters) {
        ReturnAdapter unwrapping = adapter < 0 ? null : adapters.get(adapter);
        return arguments -> call(implementation, unwrapping, arguments);
    }

    private @Nullable Object call(Object implementation, @Nullable ReturnAdapter unwrapping, Object[] arguments) {
        Object value;
        try {
            Object[] java = new Object[parameters.length];
            for (int i = 0; i < java.length; i++) {
                java[i] = parameters[i].toJava(arguments[i]);
            }
            value = invoke(implementation, java);
            if (unwrapping != null) {
                if (value == null) {
                    throw new ConversionException("a " + unwrapping.wrapper().getSimpleName() + " is null");
                }
                value = unwrapping.unwrap(name, value);
            }
            return result == null ? null : result.success().toLifted(value);
        } catch (WitErrorException e) {
            if (result == null || result.errors() == null) {
                throw e;
            }
            try {
                return CaseValue.err(result.errors().toLifted(e.error()));
            } catch (ConversionException conversion) {
                throw misbehaved(conversion);
            }
        } catch (ConversionException e) {
            throw misbehaved(e);
        }
    }

    private @Nullable Object invoke(Object implementation, Object[] java) {
        try {
            return (Object) handle.invokeExact(implementation, java);
        } catch (Throwable t) {
            throw Thrown.unchecked(t);
        }
    }

    private IllegalStateException misbehaved(ConversionException e) {
        return new IllegalStateException("host function " + name + " does not keep to its type: " + e.getMessage());
    }

    /**
     * What a method returns.
     *
     * @param success of what it returns
     * @param errors of what it throws as {@link WitErrorException}; null where the function has no result to carry it
     */
    private record ReturnConverter(Converter success, @Nullable ErrorConverter errors) {}

    /** A method that returns what success carries, and throws failures. */
    private record SuccessConverter(@Nullable Converter carried) implements Converter {
        @Override
        public Object toJava(Object lifted) {
            throw new UnsupportedOperationException("results are not passed to methods");
        }

        @Override
        public Object toLifted(@Nullable Object value) {
            return CaseValue.ok(carried == null ? null : carried.toLifted(value));
        }
    }
}
