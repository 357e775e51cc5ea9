package dev.wippy.lua;

import dev.wippy.kernel.KernelException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that scripts call. */
@FunctionalInterface
interface HostFunction {
    /** No results. */
    byte[] NONE = {};

    /** @return the results as {@link LuaValues} writes them */
    byte[] call(Arguments arguments);

    /** These results. */
    static byte[] results(@Nullable Object... values) {
        return LuaValues.write(values);
    }

    /** What comes of an operation, or nil and the error if it is refused. */
    static byte[] answer(Supplier<@Nullable Object> operation) {
        try {
            return results(operation.get());
        } catch (KernelException refused) {
            return results(null, LuaError.of(refused));
        }
    }

    /**
     * What a script gives to a function.
     *
     * @param function its name, for errors
     */
    record Arguments(String function, List<@Nullable Object> values) {

        @Nullable
        Object value(int index) {
            return index < values.size() ? values.get(index) : null;
        }

        /** From an index on. */
        List<@Nullable Object> from(int index) {
            return index < values.size() ? values.subList(index, values.size()) : Collections.emptyList();
        }

        String text(int index) {
            return switch (value(index)) {
                case String text -> text;
                case byte[] bytes -> LuaValues.decoded(bytes);
                case Long number -> number.toString();
                case Double number -> number.toString();
                case null, default -> throw wrong(index, "a string");
            };
        }

        Optional<String> optionalText(int index) {
            return value(index) == null ? Optional.empty() : Optional.of(text(index));
        }

        byte[] bytes(int index) {
            return value(index) instanceof byte[] bytes
                    ? bytes
                    : text(index).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }

        long integer(int index) {
            return value(index) instanceof Long number ? number : fail(index, "a whole number");
        }

        boolean bool(int index) {
            return value(index) instanceof Boolean bool ? bool : fail(index, "true or false") != 0;
        }

        private long fail(int index, String expected) {
            throw wrong(index, expected);
        }

        ScriptException wrong(int index, String expected) {
            String found = switch (value(index)) {
                case null -> "nil";
                case Boolean _ -> "a boolean";
                case Long _,Double _ -> "a number";
                case String _,byte[] _ -> "a string";
                case LuaError _ -> "an error";
                default -> "a table";
            };
            return new ScriptException(
                    "argument " + (index + 1) + " of " + function + " is " + expected + ", and not " + found);
        }
    }
}
