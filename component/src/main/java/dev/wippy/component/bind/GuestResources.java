package dev.wippy.component.bind;

import dev.wippy.component.abi.Resource;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.component.types.ValueType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The resource types that an instance exports, as Java interfaces that are marked {@link WitResource}. */
final class GuestResources implements ResourceConverters {
    private final Map<Integer, Set<String>> names = new HashMap<>();
    private final Map<Class<?>, Map<Method, GuestMethod>> methods = new HashMap<>();
    private final List<Class<?>> unbound = new ArrayList<>();
    /** Handles taken for the call whose arguments are being converted; an instance has one thread at a time. */
    private final List<GuestHandle> taken = new ArrayList<>();

    GuestResources(List<NamedExtern> items) {
        for (NamedExtern each : items) {
            switch (each.type()) {
                case ExternType.OfResource(var slot) -> name(slot, each.name());
                case ExternType.OfType(TypeDefinition.OfResource(var slot)) -> name(slot, each.name());
                default -> {}
            }
        }
    }

    private void name(ResourceSlot slot, String name) {
        names.computeIfAbsent(slot.index(), _ -> new HashSet<>()).add(name);
    }

    List<GuestHandle> taken() {
        return taken;
    }

    /** A class that converters speak of and whose methods are not bound yet. */
    @Nullable
    Class<?> nextUnbound() {
        return unbound.isEmpty() ? null : unbound.removeLast();
    }

    /** What the methods of a class's objects call. */
    Map<Method, GuestMethod> methods(Class<?> type) {
        return methods.computeIfAbsent(type, _ -> new HashMap<>());
    }

    @Override
    public Converter make(ValueType type, Class<?> raw, AnnotatedType java) throws MismatchException {
        WitResource annotation = raw.getAnnotation(WitResource.class);
        if (annotation == null || !raw.isInterface()) {
            return ResourceConverters.OF_HOST.make(type, raw, java);
        }
        boolean own = type instanceof ValueType.Own;
        ResourceSlot slot = switch (type) {
            case ValueType.Own(var owned) -> owned;
            case ValueType.Borrow(var borrowed) -> borrowed;
            default -> throw MismatchException.of(type, "no resource", java);
        };
        if (!names.getOrDefault(slot.index(), Set.of(slot.name())).contains(annotation.value())) {
            throw new MismatchException(raw.getName() + " is for the resource type " + annotation.value() + ", not for "
                    + slot);
        }
        if (!methods.containsKey(raw)) {
            methods(raw);
            unbound.add(raw);
        }
        return new HandleConverter(raw, own, methods(raw), taken);
    }

    /** Handles as objects of one class. */
    private record HandleConverter(Class<?> type, boolean own, Map<Method, GuestMethod> methods,
            List<GuestHandle> taken) implements Converter {
        @Override
        public Object toJava(Object lifted) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                    new GuestHandle(type, (Resource) lifted, methods));
        }

        @Override
        public Object toLifted(@Nullable Object value) {
            GuestHandle handle = GuestHandle.of(type, value);
            if (!own) {
                return handle.borrow();
            }
            Resource resource = handle.take();
            taken.add(handle);
            return resource;
        }
    }
}
