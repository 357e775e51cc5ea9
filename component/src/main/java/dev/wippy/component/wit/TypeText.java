package dev.wippy.component.wit;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes references to types, in one interface or the world. */
final class TypeText {
    private static final Set<String> KEYWORDS = Set.of("as", "async", "bool", "borrow", "char", "constructor", "enum",
            "error-context", "export", "f32", "f64", "flags", "from", "func", "future", "import", "include",
            "interface", "list", "map", "option", "own", "package", "record", "resource", "result", "s16", "s32", "s64",
            "s8", "static", "stream", "string", "tuple", "type", "u16", "u32", "u64", "u8", "use", "variant", "with",
            "world");

    private final Origins origins;
    private final String of;

    TypeText(Origins origins, String of) {
        this.origins = origins;
        this.of = of;
    }

    /** A name as WIT spells it: a keyword is marked as a name. */
    static String name(String name) {
        return KEYWORDS.contains(name) ? "%" + name : name;
    }

    /** @param method whether the first parameter is the object, which is not written */
    String function(FunctionType type, boolean method) {
        return (type.async() ? "async func(" : "func(") + parameters(type, method) + ")"
                + type.result().map(each -> " -> " + type(each)).orElse("");
    }

    String parameters(FunctionType type, boolean method) {
        return type.parameters().stream()
                .skip(method ? 1 : 0)
                .map(each -> name(each.name()) + ": " + type(each.type()))
                .collect(Collectors.joining(", "));
    }

    /** A type by its name where it has one. */
    String type(ValueType type) {
        return origins.of(type).filter(origin -> origin.of().equals(of) || needsName(type))
                .map(origin -> name(origin.name()))
                .orElseGet(() -> plain(type));
    }

    private static boolean needsName(ValueType type) {
        return switch (type) {
            case ValueType.Record _,ValueType.Variant _,ValueType.Enum _,ValueType.Flags _ -> true;
            default -> false;
        };
    }

    /** A type by its parts. */
    String plain(ValueType type) {
        return switch (type) {
            case ValueType.Primitive primitive -> primitive.toString();
            case ValueType.ListOf(var element) -> "list<" + type(element) + ">";
            case ValueType.FixedListOf(var element, int length) ->
                "list<" + type(element) + ", " + Integer.toUnsignedString(length) + ">";
            case ValueType.MapOf(var key, var value) -> "map<" + type(key) + ", " + type(value) + ">";
            case ValueType.OptionOf(var value) -> "option<" + type(value) + ">";
            case ValueType.Tuple(var types) ->
                types.stream().map(this::type).collect(Collectors.joining(", ", "tuple<", ">"));
            case ValueType.ResultOf(var ok, var err) -> result(ok, err);
            case ValueType.StreamOf(var element) -> "stream" + argument(element);
            case ValueType.FutureOf(var value) -> "future" + argument(value);
            case ValueType.Own(var slot) -> resource(slot);
            case ValueType.Borrow(var slot) -> "borrow<" + resource(slot) + ">";
            case ValueType.Record _,ValueType.Variant _,ValueType.Enum _,ValueType.Flags _ -> type.brief();
        };
    }

    private String argument(Optional<ValueType> type) {
        return type.map(each -> "<" + type(each) + ">").orElse("");
    }

    private String result(Optional<ValueType> ok, Optional<ValueType> err) {
        List<String> sides = new ArrayList<>();
        if (ok.isPresent() || err.isPresent()) {
            sides.add(ok.map(this::type).orElse("_"));
        }
        err.ifPresent(each -> sides.add(type(each)));
        return sides.isEmpty() ? "result" : "result<" + String.join(", ", sides) + ">";
    }

    private String resource(ResourceSlot slot) {
        return name(origins.of(slot).map(Origins.Origin::name).orElse(slot.name()));
    }
}
