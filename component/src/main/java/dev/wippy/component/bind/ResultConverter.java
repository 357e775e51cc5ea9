package dev.wippy.component.bind;

import dev.wippy.component.abi.CaseValue;
import org.jspecify.annotations.Nullable;

/**
 * Results as {@link Result}s.
 *
 * @param ok of success; null where it carries nothing
 * @param err of failure; null where it carries nothing
 */
record ResultConverter(@Nullable Converter ok, @Nullable Converter err) implements Converter {

    @Override
    public Object toJava(Object lifted) {
        CaseValue value = (CaseValue) lifted;
        return value.index() == 0
                ? new Result.Ok<>(java(ok, value.payload()))
                : new Result.Err<>(java(err, value.payload()));
    }

    private static @Nullable Object java(@Nullable Converter side, @Nullable Object payload) {
        return side == null || payload == null ? null : side.toJava(payload);
    }

    @Override
    public Object toLifted(@Nullable Object value) {
        return switch (value) {
            case Result.Ok<?, ?>(Object carried) -> CaseValue.ok(ok == null ? null : ok.toLifted(carried));
            case Result.Err<?, ?>(Object carried) -> CaseValue.err(err == null ? null : err.toLifted(carried));
            case null, default -> throw new ConversionException("a Result is null");
        };
    }
}
