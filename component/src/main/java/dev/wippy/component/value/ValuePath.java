package dev.wippy.component.value;

import org.jspecify.annotations.Nullable;

/**
 * Where in a value something is, for messages.
 *
 * @param parent what it is in; null for the outermost
 * @param step how it is reached from there: {@code .field}, {@code [index]}; of the outermost, what it is called
 */
record ValuePath(@Nullable ValuePath parent, String step) {

    /** A value of no name. */
    static final ValuePath ROOT = new ValuePath(null, "");

    static ValuePath argument(int index, String name) {
        return new ValuePath(null, "argument " + (index + 1) + " (" + name + ")");
    }

    ValuePath field(String name) {
        return new ValuePath(this, "." + name);
    }

    ValuePath index(int index) {
        return new ValuePath(this, "[" + index + "]");
    }

    ValueException error(String message) {
        StringBuilder steps = new StringBuilder();
        ValuePath at = this;
        while (at.parent != null) {
            steps.insert(0, at.step);
            at = at.parent;
        }
        StringBuilder text = new StringBuilder(at.step);
        if (!steps.isEmpty()) {
            text.append(text.isEmpty() ? "" : ": ").append(steps);
        }
        return new ValueException(text.append(text.isEmpty() ? "" : ": ").append(message).toString());
    }

    ValueException mismatch(Object expected, @Nullable Object value) {
        return error("expected " + expected + ", got " + show(value));
    }

    /** A value in a message: as JSON would have it, cut short. */
    static String show(@Nullable Object value) {
        String text = switch (value) {
            case null -> "null";
            case String string -> '"' + (string.length() > 60 ? string.substring(0, 60) + "…" : string) + '"';
            case Number number -> String.valueOf(number);
            case Boolean bool -> bool.toString();
            case java.util.Map<?, ?> map -> map.size() == 1 ? "a map of 1 key" : "a map of " + map.size() + " keys";
            case java.util.Collection<?> list -> "a list of " + list.size();
            case byte[] bytes -> bytes.length + " bytes";
            default -> "a " + value.getClass().getName();
        };
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
