package dev.wippy.test;

import dev.wippy.component.bind.Result;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** For each type that a bound method may return, the value that says least: zero, nothing, empty, success. */
final class EmptyAnswers {
    private final Map<Class<?>, Supplier<?>> resources;

    EmptyAnswers(Map<Class<?>, Supplier<?>> resources) {
        this.resources = resources;
    }

    /** @param arguments of the call; a resource among them may be the answer */
    @Nullable
    Object of(Type type, Object[] arguments) {
        return switch (type) {
            case ParameterizedType generic -> of((Class<?>) generic.getRawType(), generic, arguments);
            case Class<?> plain -> of(plain, arguments);
            default -> throw new IllegalArgumentException("no answer of the type " + type);
        };
    }

    private @Nullable Object of(Class<?> raw, ParameterizedType generic, Object[] arguments) {
        Type first = generic.getActualTypeArguments()[0];
        if (raw == Result.class) {
            return Result.ok(of(first, arguments));
        }
        if (raw == Mono.class) {
            return Mono.justOrEmpty(of(first, arguments));
        }
        if (raw == Optional.class) {
            return Optional.empty();
        }
        if (raw == List.class) {
            return List.of();
        }
        if (raw == Set.class) {
            return Set.of();
        }
        return of(raw, arguments);
    }

    private @Nullable Object of(Class<?> type, Object[] arguments) {
        if (type == void.class || type == Void.class) {
            return null;
        }
        if (type == boolean.class || type == Boolean.class) {
            return false;
        }
        // A short is an int to the code that returns it.
        if (type == int.class || type == Integer.class || type == short.class) {
            return 0;
        }
        if (type == long.class || type == Long.class) {
            return 0L;
        }
        if (type == String.class) {
            return "";
        }
        if (type == byte[].class) {
            return new byte[0];
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isRecord()) {
            return record(type, arguments);
        }
        Optional<Object> own = Arrays.stream(arguments).filter(type::isInstance).findFirst();
        if (own.isPresent()) {
            return own.get();
        }
        Supplier<?> resource = resources.get(type);
        if (resource == null) {
            throw new IllegalArgumentException("no answer of the type " + type.getName());
        }
        return resource.get();
    }

    private Object record(Class<?> type, Object[] arguments) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values =
                Arrays.stream(components).map(each -> of(each.getGenericType(), arguments)).toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalArgumentException("no answer of the type " + type.getName(), impossible);
        }
    }
}
