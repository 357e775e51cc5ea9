package dev.wippy.component.bind;

import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.FunctionType;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of a class whose objects are bound: its marked methods, and what they were bound to so far. */
final class BoundClass {

    private static final ClassValue<BoundClass> CLASSES = new ClassValue<>() {
        @Override
        protected BoundClass computeValue(Class<?> type) {
            return new BoundClass(type);
        }
    };

    /** Function types that are bound; their number is not ours to say, as components choose how to number resources. */
    private static final int MAX_CACHED = 4096;

    private final Map<String, Method> methods = new HashMap<>();
    private final Map<String, Set<Class<?>>> resources = new HashMap<>();
    private final ConcurrentHashMap<Key, BoundMethod> bound = new ConcurrentHashMap<>();

    /** What a method is bound by; the lookup's rights are a part, so that none profits from another's. */
    private record Key(
            String name, FunctionType type, Class<?> lookupClass, int lookupModes, List<Class<?>> wrappers) {}

    static BoundClass of(Class<?> type) {
        return CLASSES.get(type);
    }

    private BoundClass(Class<?> type) {
        collect(type, new HashSet<>());
        Set<Type> seen = new HashSet<>();
        for (Method method : methods.values()) {
            for (Type parameter : method.getGenericParameterTypes()) {
                collectResources(parameter, seen);
            }
            collectResources(method.getGenericReturnType(), seen);
        }
    }

    private void collect(@Nullable Class<?> type, Set<String> overridden) {
        if (type == null || type == Object.class) {
            return;
        }
        for (Method method : type.getDeclaredMethods()) {
            WitFunction annotation = method.getAnnotation(WitFunction.class);
            // Bridge methods bear the annotations of what they lead to.
            if (annotation == null || method.isBridge() || !overridden.add(signature(method))) {
                continue;
            }
            Method other = methods.putIfAbsent(annotation.value(), method);
            if (other != null) {
                throw new BindException("two methods are marked @WitFunction(\"" + annotation.value() + "\"):\n  "
                        + other.toGenericString() + "\n  " + method.toGenericString());
            }
        }
        collect(type.getSuperclass(), overridden);
        for (Class<?> parent : type.getInterfaces()) {
            collect(parent, overridden);
        }
    }

    private static String signature(Method method) {
        boolean alone = Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers());
        return (alone ? method.getDeclaringClass().getName() + "." : "") + method.getName()
                + List.of(method.getParameterTypes());
    }

    private void collectResources(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return;
        }
        switch (type) {
            case Class<?> raw -> {
                ResourceClasses.typeOf(raw).ifPresent(
                        resource -> resources.computeIfAbsent(resource.name(), _ -> new HashSet<>()).add(raw));
                if (raw.isRecord()) {
                    for (RecordComponent component : raw.getRecordComponents()) {
                        collectResources(component.getGenericType(), seen);
                    }
                }
                Class<?>[] permitted = raw.getPermittedSubclasses();
                if (permitted != null) {
                    for (Class<?> each : permitted) {
                        collectResources(each, seen);
                    }
                }
                if (raw.isArray()) {
                    collectResources(raw.getComponentType(), seen);
                }
            }
            case ParameterizedType parameterized -> {
                for (Type argument : parameterized.getActualTypeArguments()) {
                    collectResources(argument, seen);
                }
            }
            case WildcardType wildcard -> collectResources(wildcard.getUpperBounds()[0], seen);
            case GenericArrayType array -> collectResources(array.getGenericComponentType(), seen);
            default -> {
                // A type variable says nothing.
            }
        }
    }

    Optional<ResourceType> resource(String name) {
        Set<Class<?>> classes = resources.getOrDefault(name, Set.of());
        if (classes.size() > 1) {
            throw new BindException("several classes are marked @WitResource(\"" + name + "\"): " + classes.stream()
                    .map(Class::getName).sorted().collect(Collectors.joining(", ")));
        }
        return classes.stream().findFirst().flatMap(ResourceClasses::typeOf);
    }

    Optional<BoundMethod> method(
            String name, FunctionType type, MethodHandles.Lookup lookup, List<Class<?>> wrappers) {
        Method method = methods.get(name);
        if (method == null) {
            return Optional.empty();
        }
        if (!TypeSize.small(type)) {
            // Never one that fits, and too large to be a key.
            return Optional.of(BoundMethod.of(name, type, method, lookup, wrappers));
        }
        Key key = new Key(name, type, lookup.lookupClass(), lookup.lookupModes(), wrappers);
        BoundMethod known = bound.get(key);
        if (known == null) {
            known = BoundMethod.of(name, type, method, lookup, wrappers);
            if (bound.size() >= MAX_CACHED) {
                bound.clear();
            }
            bound.put(key, known);
        }
        return Optional.of(known);
    }
}
