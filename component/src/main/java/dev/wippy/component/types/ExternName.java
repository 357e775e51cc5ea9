package dev.wippy.component.types;

import java.util.Locale;

/** The name of an import or export (Explainer, {@code externname}). */
public sealed interface ExternName {

    /** A plain name. */
    record Plain(String label) implements ExternName {
        @Override
        public String toString() {
            return label;
        }
    }

    /** The function that makes resources. */
    record Constructor(String resource) implements ExternName {
        @Override
        public String toString() {
            return "[constructor]" + resource;
        }
    }

    /** A function whose first argument is a resource. */
    record Method(String resource, String label) implements ExternName {
        @Override
        public String toString() {
            return "[method]" + resource + "." + label;
        }
    }

    /** A function that belongs to a resource type. */
    record Static(String resource, String label) implements ExternName {
        @Override
        public String toString() {
            return "[static]" + resource + "." + label;
        }
    }

    /** An interface's name. */
    record Interface(InterfaceName name) implements ExternName {
        @Override
        public String toString() {
            return name.toString();
        }
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static ExternName parse(String text) {
        if (text.startsWith("[constructor]")) {
            return new Constructor(label(text.substring("[constructor]".length()), text));
        }
        if (text.startsWith("[method]")) {
            String[] labels = labels(text.substring("[method]".length()), text);
            return new Method(labels[0], labels[1]);
        }
        if (text.startsWith("[static]")) {
            String[] labels = labels(text.substring("[static]".length()), text);
            return new Static(labels[0], labels[1]);
        }
        if (text.indexOf(':') >= 0) {
            return new Interface(InterfaceName.parse(text));
        }
        return new Plain(label(text, text));
    }

    private static String[] labels(String text, String whole) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("'" + whole + "' is not a name, it lacks the dot after the resource");
        }
        return new String[]{label(text.substring(0, dot), whole), label(text.substring(dot + 1), whole)};
    }

    private static String label(String text, String whole) {
        if (!isLabel(text)) {
            throw new IllegalArgumentException("'" + text + "'"
                    + (text.equals(whole) ? "" : " in '" + whole + "'") + " is not in kebab-case");
        }
        return text;
    }

    /** Whether a text is a label: words of lower-case letters and acronyms of upper-case ones, joined by hyphens. */
    static boolean isLabel(String text) {
        boolean lower = false;
        boolean upper = false;
        int fragment = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' && fragment > 0) {
                fragment = 0;
                lower = false;
                upper = false;
                continue;
            }
            lower |= c >= 'a' && c <= 'z';
            upper |= c >= 'A' && c <= 'Z';
            boolean digit = c >= '0' && c <= '9' && i > 0;
            if (!digit && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') || lower && upper) {
                return false;
            }
            fragment++;
        }
        return fragment > 0;
    }

    /**
     * The form in which the names of a scope have to differ (Explainer, <em>Name Uniqueness</em>): two names that a
     * language's bindings may spell alike have the same one.
     */
    default String unique() {
        return (switch (this) {
            case Method(var resource, var label) -> resource.equals(label) ? label : resource + "." + label;
            case Static(var resource, var label) -> resource.equals(label) ? label : resource + "." + label;
            default -> toString();
        }).toLowerCase(Locale.ROOT);
    }
}
