package dev.wippy.component.bind;

import dev.wippy.component.types.ValueType;
import java.lang.reflect.AnnotatedType;

/** A Java type does not fit a WIT type; caught where both whole signatures are known. */
final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    MismatchException(String message) {
        super(message, null, false, false);
    }

    /** @param expected the Java types that would fit */
    static MismatchException of(ValueType type, String expected, AnnotatedType found) {
        return new MismatchException(type.brief() + " is " + expected + " in Java, not " + found);
    }
}
