package dev.wippy.component.conformance;

import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.abi.Resource;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the values of a script into lifted ones. */
final class ScriptValues {

    /** The type of the host's resources, which the oracle's calls pass; a script has none. */
    static final ResourceType RESOURCE = ResourceType.ofHost("r", _ -> {});

    private ScriptValues() {}

    static Object lifted(ValueType type, Object value) {
        return switch (type) {
            case ValueType.Primitive primitive -> primitive(primitive, ((Map<?, ?>) value).get("value"));
            case ValueType.ListOf(ValueType.Primitive element) when element == ValueType.Primitive.U8 -> {
                Object[] items = items(parts(value), element);
                byte[] bytes = new byte[items.length];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = ((Integer) items[i]).byteValue();
                }
                yield bytes;
            }
            case ValueType.ListOf(var element) -> items(parts(value), element);
            case ValueType.Tuple(var types) -> {
                Object[] items = new Object[types.size()];
                Arrays.setAll(items, i -> lifted(types.get(i), parts(value).get(i)));
                yield items;
            }
            case ValueType.Record(var fields) -> {
                Object[] items = new Object[fields.size()];
                Arrays.setAll(items, i -> lifted(fields.get(i).type(), ((List<?>) parts(value).get(i)).get(1)));
                yield items;
            }
            case ValueType.Variant(var cases) -> {
                String name = (String) ((Map<?, ?>) value).get("case");
                int index = cases.stream().map(ValueType.Case::name).toList().indexOf(name);
                yield new CaseValue(index, cases.get(index)
                        .payload()
                        .map(payload -> lifted(payload, ((Map<?, ?>) value).get("value")))
                        .orElse(null));
            }
            case ValueType.Enum(var names) -> names.indexOf(((Map<?, ?>) value).get("value"));
            case ValueType.Flags(var names) -> parts(value).stream()
                    .mapToInt(name -> 1 << names.indexOf(name))
                    .reduce(0, (one, other) -> one | other);
            case ValueType.OptionOf(var inner) -> {
                Object content = ((Map<?, ?>) value).get("value");
                yield content == Json.NULL ? Optional.empty() : Optional.of(lifted(inner, content));
            }
            case ValueType.ResultOf(var ok, var err) -> {
                boolean success = (Boolean) ((Map<?, ?>) value).get("ok");
                yield new CaseValue(success ? 0 : 1, (success ? ok : err)
                        .map(payload -> lifted(payload, ((Map<?, ?>) value).get("value")))
                        .orElse(null));
            }
            case ValueType.Own _,ValueType.Borrow _ -> new Resource(RESOURCE,
                    Integer.parseInt(((Map<?, ?>) value).get("value").toString()));
            default -> throw new IllegalArgumentException("a script has no value of type " + type);
        };
    }

    private static Object[] items(List<?> values, ValueType element) {
        return values.stream().map(each -> lifted(element, each)).toArray();
    }

    private static List<?> parts(Object value) {
        return (List<?>) ((Map<?, ?>) value).get("value");
    }

    private static Object primitive(ValueType.Primitive type, Object value) {
        String text = value.toString();
        return switch (type) {
            case BOOL -> value;
            case S8, U8, S16, U16, S32 -> Integer.decode(text);
            case U32 -> Long.decode(text).intValue();
            case S64 -> Long.decode(text);
            case U64 -> Long.parseUnsignedLong(text);
            case F32 -> Float.parseFloat(text.replace("nan", "NaN").replace("inf", "Infinity"));
            case F64 -> Double.parseDouble(text.replace("nan", "NaN").replace("inf", "Infinity"));
            case CHAR -> text.codePointAt(0);
            case STRING -> text;
            case ERROR_CONTEXT -> throw new IllegalArgumentException("a script has no error contexts");
        };
    }
}
