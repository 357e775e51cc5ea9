package dev.wippy.component.value;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plain Java values, as JSON and YAML give them, to lifted values and back. */
public final class PlainValues {

    private PlainValues() {}

    /**
     * The lifted value of a plain one.
     *
     * @throws ValueException if the value does not fit the type
     */
    public static Object toLifted(ValueType type, @Nullable Object value) {
        throw new UnsupportedOperationException();
    }

    /**
     * The lifted arguments of a call; trailing options may be left out.
     *
     * @throws ValueException if there are too few or too many, or one does not fit its type
     */
    public static Object[] toArguments(FunctionType type, List<? extends @Nullable Object> values) {
        throw new UnsupportedOperationException();
    }

    /** The plain value of a lifted one. */
    public static @Nullable Object fromLifted(ValueType type, Object lifted) {
        throw new UnsupportedOperationException();
    }

    /** The plain value of a call's result; null where the function has none. */
    public static @Nullable Object fromResult(FunctionType type, @Nullable Object lifted) {
        throw new UnsupportedOperationException();
    }
}
