package dev.wippy.component.bind;

import dev.wippy.component.types.ValueType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records and tuples as Java records, component by component in their order. */
final class RecordConverter implements Converter {
    private final Class<?> type;
    private final MethodHandle constructor;
    private final MethodHandle[] accessors;
    private final Converter[] components;

    private RecordConverter(
            Class<?> type, MethodHandle constructor, MethodHandle[] accessors, Converter[] components) {
        this.type = type;
        this.constructor = constructor;
        this.accessors = accessors;
        this.components = components;
    }

    /**
     * @param names what the components are called in WIT; null for a tuple's, which have no names
     * @param types as many as the record has components
     */
    static RecordConverter of(
            ConverterFactory factory, @Nullable List<String> names, List<ValueType> types, Class<?> raw)
            throws MismatchException {
        RecordComponent[] components = raw.getRecordComponents();
        Converter[] converters = new Converter[components.length];
        for (int i = 0; i < converters.length; i++) {
            RecordComponent component = components[i];
            if (names != null && !Names.match(names.get(i), component.getName())) {
                throw new MismatchException("component " + (i + 1) + " of " + raw.getName() + " is called "
                        + component.getName() + ", where WIT has " + names.get(i));
            }
            try {
                converters[i] = factory.make(types.get(i), component.getAnnotatedType());
            } catch (MismatchException e) {
                throw new MismatchException(raw.getSimpleName() + "." + component.getName() + ": " + e.getMessage());
            }
        }
        Class<?>[] parameters = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            MethodHandles.Lookup lookup = factory.lookup();
            MethodHandle constructor = lookup.findConstructor(raw, MethodType.methodType(void.class, parameters))
                    .asType(MethodType.genericMethodType(parameters.length))
                    .asSpreader(Object[].class, parameters.length);
            MethodHandle[] accessors = new MethodHandle[components.length];
            for (int i = 0; i < accessors.length; i++) {
                accessors[i] = lookup.findVirtual(
                        raw, components[i].getName(), MethodType.methodType(components[i].getType()))
                        .asType(MethodType.methodType(Object.class, Object.class));
            }
            return new RecordConverter(raw, constructor, accessors, converters);
        } catch (ReflectiveOperationException e) {
            throw new MismatchException(raw.getName() + " can't be used from here (" + e.getMessage()
                    + "): make it public in an exported package, or bind with a MethodHandles.Lookup");
        }
    }

    @Override
    public Object toJava(Object lifted) {
        Object[] values = (Object[]) lifted;
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = components[i].toJava(values[i]);
        }
        try {
            return (Object) constructor.invokeExact(arguments);
        } catch (Throwable t) {
            throw Thrown.unchecked(t);
        }
    }

    @Override
    public Object toLifted(@Nullable Object value) {
        if (value == null) {
            throw new ConversionException("a " + type.getSimpleName() + " is null");
        }
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            Object component;
            try {
                component = (Object) accessors[i].invokeExact(value);
            } catch (Throwable t) {
                throw Thrown.unchecked(t);
            }
            values[i] = components[i].toLifted(component);
        }
        return values;
    }
}
