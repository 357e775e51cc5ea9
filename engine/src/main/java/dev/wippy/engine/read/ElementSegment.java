package dev.wippy.engine.read;

import java.util.List;
import java.util.Optional;

/**
 * An element segment (section 2.5.7).
 *
 * @param mode when it is used
 * @param type the {@link ValType} of its elements, a reference type
 * @param table the table that an active segment is copied to, else 0
 * @param offset where in that table an active segment begins
 * @param elements its elements
 */
public record ElementSegment(Mode mode, int type, int table, Optional<ConstantExpression> offset, Elements elements) {

    /** When a segment is used. */
    public enum Mode {
        /** Copied to its table when the module is instantiated, then dropped. */
        ACTIVE,
        /** Used by {@code table.init}. */
        PASSIVE,
        /** Only declares that references to its functions are taken; dropped from the start. */
        DECLARATIVE
    }

    /** How many elements there are. */
    public int size() {
        return switch (elements) {
            case Functions functions -> functions.count();
            case Expressions(var expressions) -> expressions.size();
        };
    }

    /** The elements, in the smaller of two forms. */
    public sealed interface Elements {}

    /** Functions and nulls alone. */
    public static final class Functions implements Elements {
        private final int[] functions;

        Functions(int[] functions) {
            this.functions = functions;
        }

        public int count() {
            return functions.length;
        }

        /** For the package: never to be changed. */
        int[] functions() {
            return functions;
        }

        /** The index of the function at a place, -1 for null. */
        public int function(int place) {
            return functions[place];
        }
    }

    /**
     * Any constant expressions.
     *
     * @param expressions one for each element
     */
    public record Expressions(List<ConstantExpression> expressions) implements Elements {}
}
