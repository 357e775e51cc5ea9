package dev.wippy.kernel.spi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A piece of an entry's data, and where it stands. */
public sealed interface Node {

    /** Where it begins. */
    Position position();

    /** The same as Java values: String, Boolean, Long, BigInteger, Double, null, List, and Map with its order kept. */
    @Nullable
    Object toValue();

    /**
     * A single value.
     *
     * @param value a String, Boolean, Long, BigInteger or Double, or null
     * @param text as it was written, without quotes
     */
    record Scalar(Position position, @Nullable Object value, String text) implements Node {
        @Override
        public @Nullable Object toValue() {
            return value;
        }
    }

    /** A list. */
    record Sequence(Position position, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public @Nullable Object toValue() {
            var values = new java.util.ArrayList<@Nullable Object>(items.size());
            items.forEach(item -> values.add(item.toValue()));
            return java.util.Collections.unmodifiableList(values);
        }
    }

    /** A map, in the order that it was written in; no key stands twice. */
    record Mapping(Position position, List<Pair> pairs) implements Node {
        public Mapping {
            pairs = List.copyOf(pairs);
        }

        /** What stands under a key. */
        public Optional<Node> get(String key) {
            return pair(key).map(Pair::value);
        }

        /** A key and what stands under it. */
        public Optional<Pair> pair(String key) {
            return pairs.stream().filter(pair -> pair.key().equals(key)).findFirst();
        }

        @Override
        public @Nullable Object toValue() {
            var values = new java.util.LinkedHashMap<String, @Nullable Object>();
            pairs.forEach(pair -> values.put(pair.key(), pair.value().toValue()));
            return java.util.Collections.unmodifiableMap(values);
        }
    }

    /**
     * A key of a map and what stands under it.
     *
     * @param keyPosition where the key stands
     */
    record Pair(String key, Position keyPosition, Node value) {}
}
