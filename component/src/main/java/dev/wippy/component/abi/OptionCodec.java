package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options, lifted to {@link Optional}s. */
final class OptionCodec extends CaseCodec {

    OptionCodec(ValueType type, Codec value) {
        super(type, Arrays.<@Nullable Codec>asList(null, value));
    }

    @Override
    Object make(int index, @Nullable Object payload) {
        return Optional.ofNullable(payload);
    }

    @Override
    int index(LiftLowerContext cx, Object value) {
        if (value instanceof Optional<?> option) {
            return option.isPresent() ? 1 : 0;
        }
        throw cx.mismatch(type, "an Optional", value);
    }

    @Override
    @Nullable
    Object payload(Object value) {
        return ((Optional<?>) value).orElse(null);
    }
}
