package dev.wippy.lua;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON (RFC 8259) for scripts. Whole numbers of 64 bits are integers, all others floats; null is nil. */
final class Json {
    private static final int MAX_DEPTH = 128;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** @throws KernelException of kind Invalid if there is no JSON for a value */
    static String write(@Nullable Object value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Boolean _,Long _ -> out.append(value);
            case Double number when !Double.isFinite(number) ->
                throw new KernelException(ErrorKind.INVALID, "JSON has no number " + number);
            case Double number -> out.append(number);
            case String string -> quote(string, out);
            case LuaError error -> quote(error.message(), out);
            case byte[] _ ->
                throw new KernelException(ErrorKind.INVALID,
                        "JSON is text, and a string that is no UTF-8 can't be in it");
            case List<?> items -> {
                out.append('[');
                for (int i = 0; i < items.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    write(items.get(i), out);
                }
                out.append(']');
            }
            case Map<?, ?> map -> {
                out.append('{');
                String separator = "";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(separator);
                    quote(String.valueOf(entry.getKey()), out);
                    out.append(':');
                    write(entry.getValue(), out);
                    separator = ",";
                }
                out.append('}');
            }
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    private static void quote(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char each = string.charAt(i);
            switch (each) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (each < 0x20) {
                        out.append("\\u%04x".formatted((int) each));
                    } else {
                        out.append(each);
                    }
                }
            }
        }
        out.append('"');
    }

    /** @throws KernelException of kind Invalid, which says where, if the text is not JSON */
    static @Nullable Object read(String text) {
        var reader = new Json(text);
        Object value = reader.value(0);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.wrong("the end");
        }
        return value;
    }

    private KernelException wrong(String expected) {
        String found = at < text.length() ? "'" + Character.toString(text.codePointAt(at)) + "'" : "the end";
        return new KernelException(
                ErrorKind.INVALID, "not JSON: at character " + (at + 1) + " stands " + found + ", and not " + expected);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char wanted) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char wanted) {
        if (!take(wanted)) {
            throw wrong("'" + wanted + "'");
        }
    }

    private @Nullable Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw new KernelException(ErrorKind.INVALID, "JSON is nested deeper than " + MAX_DEPTH + " levels");
        }
        if (take('{')) {
            return object(depth);
        }
        if (take('[')) {
            return array(depth);
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return string();
        }
        for (String word : List.of("true", "false", "null")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("null") ? null : (Object) word.equals("true");
            }
        }
        return number();
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (take('}')) {
            return map;
        }
        do {
            skipSpace();
            if (at >= text.length() || text.charAt(at) != '"') {
                throw wrong("a key in quotes");
            }
            String key = string();
            require(':');
            map.put(key, value(depth + 1));
        } while (take(','));
        require('}');
        return map;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> items = new ArrayList<>();
        if (take(']')) {
            return items;
        }
        do {
            items.add(value(depth + 1));
        } while (take(','));
        require(']');
        return items;
    }

    private String string() {
        var out = new StringBuilder();
        at++;
        while (true) {
            if (at >= text.length() || text.charAt(at) < 0x20) {
                throw wrong("the rest of a string");
            }
            char each = text.charAt(at++);
            if (each == '"') {
                return out.toString();
            }
            out.append(each == '\\' ? escaped() : each);
        }
    }

    private char escaped() {
        char letter = at < text.length() ? text.charAt(at++) : ' ';
        int known = "\"\\/bfnrt".indexOf(letter);
        if (known >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(known);
        }
        if (letter == 'u' && at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        at--;
        throw wrong("an escape such as \\n");
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String numeral = text.substring(start, at);
        if (!numeral.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            at = start;
            throw wrong("a value");
        }
        if (numeral.matches("-?[0-9]+") && numeral.length() <= 20) {
            BigDecimal whole = new BigDecimal(numeral);
            if (whole.toBigInteger().bitLength() <= 63) {
                return whole.longValue();
            }
        }
        return Double.parseDouble(numeral);
    }
}
