package dev.wippy.component.abi;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lifted values as text that tells them apart. */
public final class ValueText {

    private ValueText() {}

    public static String of(@Nullable Object value) {
        return switch (value) {
            case Object[] values -> Arrays.stream(values).map(ValueText::of).toList().toString();
            case byte[] bytes -> Arrays.toString(bytes);
            case CaseValue(int index, Object payload) -> index + "(" + of(payload) + ")";
            case Optional<?> option -> option.map(each -> "some " + of(each)).orElse("none");
            case Float number -> Integer.toHexString(Float.floatToIntBits(number)) + "f";
            case Double number -> Long.toHexString(Double.doubleToLongBits(number)) + "d";
            case Resource(var type, var representation) -> type + " " + representation;
            case null, default -> String.valueOf(value);
        };
    }
}
