package dev.wippy.component.value;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plain Java values, such as JSON and YAML give, for calls whose types are known at run time only.
 *
 * <table>
 * <caption>Plain values</caption>
 * <tr><th>WIT</th><th>as it comes out</th><th>what also goes in</th></tr>
 * <tr><td>bool</td><td>{@code Boolean}</td><td></td></tr>
 * <tr><td>s8, u8, s16, u16, s32</td><td>{@code Integer}</td><td>any number without fraction, in range</td></tr>
 * <tr><td>u32, s64</td><td>{@code Long}</td><td>the same</td></tr>
 * <tr><td>u64</td><td>{@code Long}, {@code BigInteger} above its range</td><td>the same</td></tr>
 * <tr><td>f32, f64</td><td>{@code Float}, {@code Double}</td><td>any number; for f32 within its range</td></tr>
 * <tr><td>char</td><td>{@code String} of one code point</td><td>{@code Character}</td></tr>
 * <tr><td>string</td><td>{@code String}</td><td></td></tr>
 * <tr><td>list&lt;u8&gt;</td><td>{@code byte[]}</td><td>a list of numbers</td></tr>
 * <tr><td>list, tuple</td><td>{@code List}</td><td>any collection, {@code Object[]}</td></tr>
 * <tr><td>record</td><td>{@code Map}, keys in kebab-case, in order</td><td>keys in snake_case; an option's may be
 *     missing</td></tr>
 * <tr><td>option</td><td>null or the value</td><td></td></tr>
 * <tr><td>option of an option</td><td>null, <code>{some: null}</code>, <code>{some: value}</code></td><td></td></tr>
 * <tr><td>enum</td><td>the name</td><td>the name in snake_case, the index</td></tr>
 * <tr><td>flags</td><td>{@code List} of names</td><td>any collection of names, the bits as a number</td></tr>
 * <tr><td>variant</td><td>{@code Map} of one key, <code>{case: payload or null}</code></td><td>the name of a case that
 *     carries nothing</td></tr>
 * <tr><td>result</td><td><code>{ok: …}</code>, <code>{err: …}</code></td><td>the same</td></tr>
 * <tr><td>own, borrow</td><td>{@link dev.wippy.component.abi.Resource}</td><td></td></tr>
 * </table>
 */
public final class PlainValues {

    private PlainValues() {}

    /**
     * The lifted value of a plain one.
     *
     * @throws ValueException if the value does not fit the type
     */
    public static Object toLifted(ValueType type, @Nullable Object value) {
        return PlainReader.read(ValuePath.ROOT, type, value);
    }

    /**
     * The lifted arguments of a call; trailing options may be left out.
     *
     * @throws ValueException if there are too few or too many, or one does not fit its type
     */
    public static Object[] toArguments(FunctionType type, List<? extends @Nullable Object> values) {
        return Arguments.read(type, values.size(),
                (path, index, parameter) -> PlainReader.read(path, parameter, values.get(index)));
    }

    /** The plain value of a lifted one. */
    public static @Nullable Object fromLifted(ValueType type, Object lifted) {
        return PlainWriter.write(type, lifted);
    }

    /** The plain value of a call's result; null where the function has none. */
    public static @Nullable Object fromResult(FunctionType type, @Nullable Object lifted) {
        return type.result().isPresent() && lifted != null ? PlainWriter.write(type.result().get(), lifted) : null;
    }
}
