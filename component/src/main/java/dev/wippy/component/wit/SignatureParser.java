package dev.wippy.component.wit;

import dev.wippy.component.types.ExternName;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads signatures of functions as WIT has them (WIT.md, <em>Item: func</em>), with types that need no name. */
public final class SignatureParser {
    private static final int MAX_DEPTH = 100;
    private static final String TYPES = "bool, s8 to s64, u8 to u64, f32, f64, char, string, list<>, option<>,"
            + " result<> or tuple<>";

    private final SignatureTokens tokens;

    private SignatureParser(String text) {
        tokens = new SignatureTokens(text);
    }

    /**
     * The functions by name, in order.
     *
     * @throws IllegalArgumentException if the text is not WIT, or there is more in it than signatures; the message says
     *     where
     */
    public static Map<String, FunctionType> parse(String text) {
        return new SignatureParser(text).functions();
    }

    private Map<String, FunctionType> functions() {
        Map<String, FunctionType> functions = new LinkedHashMap<>();
        while (!tokens.atEnd()) {
            String name = label("the name of a function");
            // The word of a world's items, if it is not a function of that name.
            if (name.equals("export") && !tokens.isNext(":")) {
                name = label("the name of a function");
            }
            tokens.expect(":");
            FunctionType type = function();
            tokens.expect(";");
            if (functions.putIfAbsent(name, type) != null) {
                throw tokens.failure("two functions are called " + name);
            }
        }
        return functions;
    }

    private FunctionType function() {
        if (tokens.take("async")) {
            throw tokens.failure("async functions are not supported yet");
        }
        if (!tokens.take("func")) {
            throw tokens.unexpected("func(…): signatures of functions are all that is said of a core module");
        }
        tokens.expect("(");
        List<FunctionType.Parameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (!tokens.take(")")) {
            if (!parameters.isEmpty()) {
                tokens.expect(",");
                if (tokens.take(")")) {
                    break;
                }
            }
            String name = label("the name of a parameter");
            if (!names.add(name)) {
                throw tokens.failure("two parameters are called " + name);
            }
            tokens.expect(":");
            parameters.add(new FunctionType.Parameter(name, type(0)));
        }
        return new FunctionType(parameters, tokens.take("->") ? Optional.of(type(0)) : Optional.empty(), false);
    }

    private String label(String what) {
        String word = tokens.word();
        if (word == null || !ExternName.isLabel(word)) {
            throw tokens.unexpected(what + ", in kebab-case");
        }
        tokens.skip();
        return word;
    }

    private ValueType type(int depth) {
        if (depth > MAX_DEPTH) {
            throw tokens.failure("types nest deeper than " + MAX_DEPTH);
        }
        String word = tokens.word();
        Primitive primitive = word == null ? null : primitive(word);
        if (primitive != null) {
            tokens.skip();
            return primitive;
        }
        if (tokens.take("list")) {
            return new ValueType.ListOf(arguments(depth, 1).getFirst());
        }
        if (tokens.take("option")) {
            return new ValueType.OptionOf(arguments(depth, 1).getFirst());
        }
        if (tokens.take("tuple")) {
            return new ValueType.Tuple(arguments(depth, Integer.MAX_VALUE));
        }
        if (tokens.take("result")) {
            return tokens.isNext("<") ? result(depth) : new ValueType.ResultOf(Optional.empty(), Optional.empty());
        }
        throw tokens.unexpected("a type: " + TYPES);
    }

    private List<ValueType> arguments(int depth, int most) {
        List<ValueType> types = new ArrayList<>();
        tokens.expect("<");
        do {
            types.add(type(depth + 1));
        } while (types.size() < most && tokens.take(",") && !tokens.isNext(">"));
        tokens.expect(">");
        return types;
    }

    private ValueType result(int depth) {
        tokens.expect("<");
        Optional<ValueType> ok = tokens.take("_") ? Optional.empty() : Optional.of(type(depth + 1));
        Optional<ValueType> err = tokens.take(",") ? Optional.of(type(depth + 1)) : Optional.empty();
        tokens.expect(">");
        return new ValueType.ResultOf(ok, err);
    }

    private static @Nullable Primitive primitive(String word) {
        for (Primitive each : Primitive.values()) {
            if (each != Primitive.ERROR_CONTEXT && each.toString().equals(word)) {
                return each;
            }
        }
        return null;
    }
}
