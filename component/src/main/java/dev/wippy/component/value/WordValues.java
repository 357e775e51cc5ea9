package dev.wippy.component.value;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words of a command line as lifted values, by type. A string, number, bool, char or enum case stands as it is, an
 * option as what it holds; anything compound is JSON text of a {@linkplain PlainValues plain value}. The word
 * {@code null} is none for an option of anything but a string, a char or an enum.
 */
public final class WordValues {

    /** No whitespace, no type suffix, none of Java's hexadecimal; at most so many digits as a number can need. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    private static final int MAX_NUMBER = 1100;

    private final Function<String, @Nullable Object> json;

    /** @param json reads JSON text to maps, lists, strings, numbers, booleans and null; throws what it likes */
    public WordValues(Function<String, @Nullable Object> json) {
        this.json = json;
    }

    /**
     * The lifted value of one word.
     *
     * @throws ValueException if the word does not fit the type
     */
    public Object toLifted(ValueType type, String word) {
        return read(ValuePath.ROOT, type, word);
    }

    /**
     * The lifted arguments of a call, one word each; trailing options may be left out.
     *
     * @throws ValueException if there are too few or too many, or one does not fit its type
     */
    public Object[] toArguments(FunctionType type, List<String> words) {
        return Arguments.read(type, words.size(),
                (path, index, parameter) -> read(path, parameter, words.get(index)));
    }

    private Object read(ValuePath path, ValueType type, String word) {
        return switch (type) {
            case Primitive primitive -> primitive(path, primitive, word);
            case ValueType.Enum names -> {
                if (!names.names().contains(word)) {
                    throw path.mismatch(type.brief(), word);
                }
                yield PlainReader.read(path, type, word);
            }
            case ValueType.OptionOf(ValueType inner) when !(inner instanceof ValueType.OptionOf) ->
                word.equals("null") && !isWordItself(inner)
                        ? Optional.empty()
                        : Optional.of(read(path, inner, word));
            default -> PlainReader.read(path, type, parse(path, type, word));
        };
    }

    private static boolean isWordItself(ValueType type) {
        return type == Primitive.STRING || type == Primitive.CHAR || type instanceof ValueType.Enum;
    }

    private static Object primitive(ValuePath path, Primitive type, String word) {
        return switch (type) {
            case BOOL -> switch (word) {
                case "true" -> true;
                case "false" -> false;
                default -> throw path.mismatch("bool (true or false)", word);
            };
            case F32, F64 -> {
                Number number = switch (word) {
                    case "nan" -> Double.NaN;
                    case "inf", "+inf" -> Double.POSITIVE_INFINITY;
                    case "-inf" -> Double.NEGATIVE_INFINITY;
                    default -> number(path, type, word);
                };
                // Not by way of a double for f32, which would round twice.
                yield number instanceof BigDecimal && type == Primitive.F32
                        ? narrow(path, type, word)
                        : PlainReader.read(path, type, number);
            }
            case CHAR, STRING, ERROR_CONTEXT -> PlainReader.read(path, type, word);
            case S8, U8, S16, U16, S32, U32, S64, U64 -> Integers.toLifted(path, type, number(path, type, word));
        };
    }

    private static Object narrow(ValuePath path, Primitive type, String word) {
        float number = Float.parseFloat(word);
        if (Float.isInfinite(number)) {
            throw path.mismatch(type, word);
        }
        return number;
    }

    private static Number number(ValuePath path, Primitive type, String word) {
        if (word.length() > MAX_NUMBER || !NUMBER.matcher(word).matches()) {
            throw path.mismatch(type, word);
        }
        return new BigDecimal(word);
    }

    private @Nullable Object parse(ValuePath path, ValueType type, String word) {
        try {
            return json.apply(word);
        } catch (RuntimeException e) {
            throw path.error("expected " + type.brief() + " as JSON, got " + ValuePath.show(word) + ": "
                    + e.getMessage());
        }
    }
}
