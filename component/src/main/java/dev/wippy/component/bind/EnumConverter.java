package dev.wippy.component.bind;

import dev.wippy.component.types.ValueType;
import java.lang.reflect.AnnotatedType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enums, by the names of their constants. */
final class EnumConverter implements Converter {
    private final Class<?> type;
    private final Object[] constants;

    /** By ordinal; -1 for a constant that WIT does not have. */
    private final int[] cases;

    private EnumConverter(Class<?> type, Object[] constants, int[] cases) {
        this.type = type;
        this.constants = constants;
        this.cases = cases;
    }

    static EnumConverter of(ValueType.Enum wit, Class<?> raw, AnnotatedType java) throws MismatchException {
        if (!raw.isEnum()) {
            throw MismatchException.of(wit, "an enum", java);
        }
        return of(wit.names(), raw);
    }

    /** A constant for each name, in the order of the names. */
    static EnumConverter of(List<String> names, Class<?> raw) throws MismatchException {
        Enum<?>[] all = (Enum<?>[]) raw.getEnumConstants();
        Object[] constants = new Object[names.size()];
        int[] cases = new int[all.length];
        java.util.Arrays.fill(cases, -1);
        for (int i = 0; i < constants.length; i++) {
            for (Enum<?> constant : all) {
                if (Names.match(names.get(i), constant.name()) && cases[constant.ordinal()] < 0) {
                    constants[i] = constant;
                    cases[constant.ordinal()] = i;
                    break;
                }
            }
            if (constants[i] == null) {
                throw new MismatchException("enum " + raw.getName() + " has no constant for " + names.get(i));
            }
        }
        return new EnumConverter(raw, constants, cases);
    }

    @Override
    public Object toJava(Object lifted) {
        return constants[(Integer) lifted];
    }

    @Override
    public Object toLifted(@Nullable Object value) {
        if (!(value instanceof Enum<?> constant)) {
            throw new ConversionException("a " + type.getSimpleName() + " is null");
        }
        int index = cases[constant.ordinal()];
        if (index < 0) {
            throw new ConversionException(type.getSimpleName() + "." + constant + " is no case of the WIT type");
        }
        return index;
    }
}
