package dev.wippy.component.bind;

import org.jspecify.annotations.Nullable;

/**
 * Values that are the same in Java as lifted.
 *
 * @param type their class
 */
record IdentityConverter(Class<?> type) implements Converter {
    @Override
    public Object toJava(Object lifted) {
        return lifted;
    }

    @Override
    public Object toLifted(@Nullable Object value) {
        if (value == null) {
            throw new ConversionException("a " + type.getSimpleName() + " is null");
        }
        return value;
    }
}
