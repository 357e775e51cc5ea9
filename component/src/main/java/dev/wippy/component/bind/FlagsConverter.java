package dev.wippy.component.bind;

import dev.wippy.component.types.ValueType;
import java.lang.reflect.AnnotatedType;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Flags as sets of an enum's constants. */
final class FlagsConverter implements Converter {
    private final Class<?> type;
    private final EnumConverter names;
    private final int count;

    private FlagsConverter(Class<?> type, EnumConverter names, int count) {
        this.type = type;
        this.names = names;
        this.count = count;
    }

    static FlagsConverter of(ValueType.Flags flags, Class<?> raw, AnnotatedType java) throws MismatchException {
        if (!raw.isEnum()) {
            throw MismatchException.of(flags, "a set of an enum", java);
        }
        return new FlagsConverter(raw, EnumConverter.of(flags.names(), raw), flags.names().size());
    }

    @Override
    public Object toJava(Object lifted) {
        return set(type.asSubclass(Enum.class), (Integer) lifted);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Set<?> set(Class<? extends Enum> constants, int bits) {
        EnumSet set = EnumSet.noneOf(constants);
        for (int i = 0; i < count; i++) {
            if ((bits >>> i & 1) != 0) {
                set.add(names.toJava(i));
            }
        }
        return set;
    }

    @Override
    public Object toLifted(@Nullable Object value) {
        if (!(value instanceof Set<?> set)) {
            throw new ConversionException("a Set of " + type.getSimpleName() + " is null");
        }
        int bits = 0;
        for (Object each : set) {
            bits |= 1 << (Integer) names.toLifted(each);
        }
        return bits;
    }
}
