package dev.wippy.component.types;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The type of a component-level value (Explainer, <em>Type Definitions</em>). Types are structural: two are the same
 * when they are equal.
 *
 * <p>{@link #toString} prints a type as WIT does.
 */
public sealed interface ValueType {

    /** A type without parts. */
    enum Primitive implements ValueType {
        BOOL,
        S8,
        U8,
        S16,
        U16,
        S32,
        U32,
        S64,
        U64,
        F32,
        F64,
        CHAR,
        STRING,
        /** Gated; parsed only. */
        ERROR_CONTEXT;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A list of any length.
     *
     * @param element the type of each element
     */
    record ListOf(ValueType element) implements ValueType {
        @Override
        public String toString() {
            return "list<" + element + ">";
        }
    }

    /**
     * A list of as many elements as the type says.
     *
     * @param element the type of each element
     * @param length at least one, as the bits of an unsigned number
     */
    record FixedListOf(ValueType element, int length) implements ValueType {
        @Override
        public String toString() {
            return "list<" + element + ", " + Integer.toUnsignedString(length) + ">";
        }
    }

    /**
     * A map, whose values are those of a list of pairs: keys may be there twice, and their order is kept.
     *
     * @param key a boolean, integer, char or string
     * @param value the type of each value
     */
    record MapOf(ValueType key, ValueType value) implements ValueType {
        /** The type of its entries, in a list of which it crosses the canonical ABI. */
        public Tuple entry() {
            return new Tuple(List.of(key, value));
        }

        @Override
        public String toString() {
            return "map<" + key + ", " + value + ">";
        }
    }

    /**
     * A record: named fields, in order.
     *
     * @param fields at least one, with names that differ
     */
    record Record(List<Field> fields) implements ValueType {
        public Record {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return "record {" + join(fields) + "}";
        }
    }

    /**
     * A field of a record.
     *
     * @param name in kebab-case
     * @param type the type of its value
     */
    record Field(String name, ValueType type) {
        @Override
        public String toString() {
            return name + ": " + type;
        }
    }

    /**
     * A tuple: fields without names.
     *
     * @param types at least one
     */
    record Tuple(List<ValueType> types) implements ValueType {
        public Tuple {
            types = List.copyOf(types);
        }

        @Override
        public String toString() {
            return "tuple<" + join(types) + ">";
        }
    }

    /**
     * A variant: one of several cases.
     *
     * @param cases at least one, with names that differ
     */
    record Variant(List<Case> cases) implements ValueType {
        public Variant {
            cases = List.copyOf(cases);
        }

        @Override
        public String toString() {
            return "variant {" + join(cases) + "}";
        }
    }

    /**
     * A case of a variant.
     *
     * @param name in kebab-case
     * @param payload the type of what it carries, if it carries something
     */
    record Case(String name, Optional<ValueType> payload) {
        @Override
        public String toString() {
            return payload.map(type -> name + "(" + type + ")").orElse(name);
        }
    }

    /**
     * An enum: a variant whose cases carry nothing.
     *
     * @param names at least one, all different
     */
    record Enum(List<String> names) implements ValueType {
        public Enum {
            names = List.copyOf(names);
        }

        @Override
        public String toString() {
            return "enum {" + join(names) + "}";
        }
    }

    /**
     * A set of named flags.
     *
     * @param names one to 32, all different
     */
    record Flags(List<String> names) implements ValueType {
        public Flags {
            names = List.copyOf(names);
        }

        @Override
        public String toString() {
            return "flags {" + join(names) + "}";
        }
    }

    /**
     * A value or none.
     *
     * @param value the type of the value
     */
    record OptionOf(ValueType value) implements ValueType {
        @Override
        public String toString() {
            return "option<" + value + ">";
        }
    }

    /**
     * Success or failure.
     *
     * @param ok what success carries, if something
     * @param err what failure carries, if something
     */
    record ResultOf(Optional<ValueType> ok, Optional<ValueType> err) implements ValueType {
        @Override
        public String toString() {
            if (ok.isEmpty() && err.isEmpty()) {
                return "result";
            }
            String first = ok.map(Object::toString).orElse("_");
            return err.map(type -> "result<" + first + ", " + type + ">").orElse("result<" + first + ">");
        }
    }

    /**
     * A handle that owns its resource.
     *
     * @param resource which resource type
     */
    record Own(ResourceSlot resource) implements ValueType {
        @Override
        public String toString() {
            return "own<" + resource + ">";
        }
    }

    /**
     * A handle that borrows its resource for the length of a call.
     *
     * @param resource which resource type
     */
    record Borrow(ResourceSlot resource) implements ValueType {
        @Override
        public String toString() {
            return "borrow<" + resource + ">";
        }
    }

    /**
     * A stream of values (0.3); parsed only.
     *
     * @param element the type of its values
     */
    record StreamOf(Optional<ValueType> element) implements ValueType {
        @Override
        public String toString() {
            return element.map(each -> "stream<" + each + ">").orElse("stream");
        }
    }

    /**
     * A future value (0.3); parsed only.
     *
     * @param value the type of its value
     */
    record FutureOf(Optional<ValueType> value) implements ValueType {
        @Override
        public String toString() {
            return value.map(each -> "future<" + each + ">").orElse("future");
        }
    }

    private static String join(List<?> parts) {
        List<String> texts = new ArrayList<>();
        parts.forEach(part -> texts.add(part.toString()));
        return String.join(", ", texts);
    }

    /** The type as WIT prints it, cut short where it is deep or long; for messages. */
    default String brief() {
        return BriefPrinter.print(this);
    }

    /** Whether the names of a type's parts all differ. */
    static boolean distinct(List<String> names) {
        return new HashSet<>(names).size() == names.size();
    }
}
