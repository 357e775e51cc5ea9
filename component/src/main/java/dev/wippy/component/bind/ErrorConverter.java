package dev.wippy.component.bind;

import dev.wippy.component.types.ValueType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is thrown as {@link WitErrorException}: as no signature tells its Java type, its class does. */
final class ErrorConverter {
    private final ConverterFactory factory;
    private final Optional<ValueType> type;
    private final ConcurrentHashMap<Class<?>, Converter> converters = new ConcurrentHashMap<>();

    /** @param type what {@code err} carries, if something */
    ErrorConverter(ConverterFactory factory, Optional<ValueType> type) {
        this.factory = factory;
        this.type = type;
    }

    @Nullable
    Object toLifted(@Nullable Object error) {
        if (type.isEmpty()) {
            return null;
        }
        if (error == null) {
            throw new ConversionException("the error of a WitErrorException is null, where WIT has "
                    + type.get().brief());
        }
        Converter converter = converters.get(error.getClass());
        if (converter == null) {
            converter = make(type.get(), error);
            converters.put(error.getClass(), converter);
        }
        return converter.toLifted(error);
    }

    private Converter make(ValueType wit, Object error) {
        Class<?> java = error instanceof Enum<?> constant ? constant.getDeclaringClass() : error.getClass();
        try {
            if (wit instanceof ValueType.Variant) {
                for (Class<?> sealed : java.getInterfaces()) {
                    if (sealed.isSealed()) {
                        return factory.make(wit, annotated(sealed));
                    }
                }
            }
            if (ResourceClasses.typeOf(java).isEmpty() && (wit instanceof ValueType.Own)) {
                for (Class<?> parent = java.getSuperclass(); parent != null; parent = parent.getSuperclass()) {
                    if (ResourceClasses.typeOf(parent).isPresent()) {
                        return factory.make(wit, annotated(parent));
                    }
                }
            }
            return factory.make(wit, annotated(java));
        } catch (MismatchException e) {
            throw new ConversionException("the error of a WitErrorException does not fit: " + e.getMessage());
        }
    }

    /** A class as the annotated type that the factory asks for. */
    private static AnnotatedType annotated(Class<?> type) {
        return new ClassType(type);
    }

    /**
     * A class without annotations.
     *
     * @param getType the class
     */
    private record ClassType(Class<?> getType) implements AnnotatedType {
        @Override
        public <A extends java.lang.annotation.Annotation> @Nullable A getAnnotation(Class<A> annotation) {
            return null;
        }

        @Override
        public java.lang.annotation.Annotation[] getAnnotations() {
            return new java.lang.annotation.Annotation[0];
        }

        @Override
        public java.lang.annotation.Annotation[] getDeclaredAnnotations() {
            return getAnnotations();
        }

        @Override
        public String toString() {
            return getType.getName();
        }
    }
}
