package dev.wippy.component.bind;

import org.jspecify.annotations.Nullable;

/** Values of one WIT type as values of one Java type, and back. */
interface Converter {

    /** The Java value of a lifted one, which is of the type. */
    Object toJava(Object lifted);

    /**
     * The lifted value of a Java one, which a method made and which may be anything.
     *
     * @throws ConversionException if it is not of the type
     */
    Object toLifted(@Nullable Object value);
}
