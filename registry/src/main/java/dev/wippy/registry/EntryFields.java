package dev.wippy.registry;

import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.Position;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a map in an entry's data; all maps of one entry report to one {@link EntryReading}. */
final class EntryFields implements Fields {
    private final EntryReading reading;
    private final Node.Mapping map;
    private final Position missing;
    private final String path;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, EntryFields> maps = new LinkedHashMap<>();
    private final Map<String, List<Fields>> lists = new LinkedHashMap<>();

    /**
     * @param missing where a field that is not there is reported
     * @param path what the names of these fields begin with
     */
    EntryFields(EntryReading reading, Node.Mapping map, Position missing, String path) {
        this.reading = reading;
        this.map = map;
        this.missing = missing;
        this.path = path;
        reading.add(this);
    }

    @Override
    public String entry() {
        return reading.entry().id();
    }

    @Override
    public String kind() {
        return reading.entry().kind();
    }

    @Override
    public Position position() {
        return map.position();
    }

    @Override
    public Optional<Node> node(String field) {
        asked.add(field);
        return map.get(field);
    }

    @Override
    public Optional<Node> data(String field) {
        return node(field);
    }

    @Override
    public Optional<String> string(String field) {
        return scalar(field).flatMap(scalar -> text(field, scalar));
    }

    @Override
    public String requiredString(String field) {
        boolean there = scalar(field).isPresent() || map.get(field).filter(this::isCompound).isPresent();
        Optional<String> text = string(field);
        if (!there || text.isPresent() && text.get().isEmpty()) {
            problem(field, field + " is required");
        }
        return text.orElse("");
    }

    @Override
    public Optional<Boolean> bool(String field) {
        return scalar(field)
                .flatMap(scalar -> typed(field, scalar, Boolean.class, "true or false", " (write it without quotes)"));
    }

    @Override
    public OptionalLong integer(String field) {
        Optional<Node.Scalar> scalar = scalar(field);
        if (scalar.isPresent() && scalar.get().value() instanceof BigInteger) {
            problem(field, "is too large: " + scalar.get().text());
            return OptionalLong.empty();
        }
        return scalar.flatMap(each -> typed(field, each, Long.class, "a whole number", ""))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    @Override
    public Optional<Duration> duration(String field) {
        Optional<Node.Scalar> scalar = scalar(field);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> duration =
                scalar.get().value() instanceof String text ? Quantities.duration(text) : Optional.empty();
        if (duration.isEmpty()) {
            problem(field, "must be a duration, such as 300ms, 5s or 1m30s, and not " + shown(scalar.get()));
        }
        return duration;
    }

    @Override
    public OptionalLong size(String field) {
        Optional<Node.Scalar> scalar = scalar(field);
        if (scalar.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong size = scalar.get().value() instanceof Long number && number >= 0
                ? OptionalLong.of(number)
                : scalar.get().value() instanceof String text ? Quantities.size(text) : OptionalLong.empty();
        if (size.isEmpty()) {
            problem(field, "must be a number of bytes, or a size such as 64KiB, 64MiB or 1GiB, and not "
                    + shown(scalar.get()));
        }
        return size;
    }

    @Override
    public List<String> strings(String field) {
        var texts = new ArrayList<String>();
        List<Node> items = items(field);
        for (int i = 0; i < items.size(); i++) {
            String item = field + "[" + i + "]";
            if (items.get(i) instanceof Node.Scalar scalar) {
                text(item, scalar).ifPresent(texts::add);
            } else {
                problem(item, "must be a string");
            }
        }
        return texts;
    }

    @Override
    public Optional<Fields> map(String field) {
        asked.add(field);
        EntryFields known = maps.get(field);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Node> node = present(field);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!(node.get() instanceof Node.Mapping mapping)) {
            problem(field, "must be a map");
            return Optional.empty();
        }
        Position key = map.pair(field).orElseThrow().keyPosition();
        var fields = new EntryFields(reading, mapping, key, path + field + ".");
        maps.put(field, fields);
        return Optional.of(fields);
    }

    @Override
    public List<Fields> maps(String field) {
        List<Fields> known = lists.get(field);
        if (known != null) {
            return known;
        }
        var fields = new ArrayList<Fields>();
        List<Node> items = items(field);
        for (int i = 0; i < items.size(); i++) {
            String item = field + "[" + i + "]";
            if (items.get(i) instanceof Node.Mapping mapping) {
                fields.add(new EntryFields(reading, mapping, mapping.position(), path + item + "."));
            } else {
                problem(item, "must be a map");
            }
        }
        lists.put(field, List.copyOf(fields));
        return List.copyOf(fields);
    }

    @Override
    public Optional<String> reference(String field, String... kinds) {
        Optional<String> target = looseReference(field);
        target.ifPresent(id -> reading.reference(path + field, id, positionOf(field), kinds));
        return target;
    }

    @Override
    public List<String> references(String field, String... kinds) {
        var targets = new ArrayList<String>();
        List<Node> items = items(field);
        for (int i = 0; i < items.size(); i++) {
            String item = field + "[" + i + "]";
            Optional<String> text =
                    items.get(i) instanceof Node.Scalar scalar ? text(item, scalar) : Optional.empty();
            if (items.get(i) instanceof Node.Scalar && text.filter(String::isEmpty).isEmpty()) {
                text.map(reading.entry()::resolve).ifPresent(id -> {
                    reading.reference(path + item, id, positionOf(item), kinds);
                    targets.add(id);
                });
            } else {
                problem(item, "must be the id of an entry");
            }
        }
        return targets;
    }

    @Override
    public Optional<String> looseReference(String field) {
        return string(field).filter(text -> !text.isEmpty()).map(reading.entry()::resolve);
    }

    @Override
    public void problem(String field, String message) {
        reading.problem(new Problem(positionOf(field), entry(), whole(field), message));
    }

    @Override
    public void warning(String field, String message) {
        reading.warning(new Problem(positionOf(field), entry(), whole(field), message));
    }

    /** Reports the fields that nobody asked for. */
    void reportUnknown() {
        for (Node.Pair pair : map.pairs()) {
            if (!asked.contains(pair.key())) {
                reading.warning(new Problem(pair.keyPosition(), entry(), path + pair.key(),
                        "unknown field" + Nearest.hint(pair.key(), asked)));
            }
        }
    }

    private String whole(String field) {
        return field.isEmpty() && !path.isEmpty() ? path.substring(0, path.length() - 1) : path + field;
    }

    private Position positionOf(String field) {
        return FieldPath.position(map, field, field.isEmpty() && !path.isEmpty() ? map.position() : missing);
    }

    /** What stands there, unless it is nothing: a key without a value is as good as no key. */
    private Optional<Node> present(String field) {
        return node(field).filter(node -> !(node instanceof Node.Scalar scalar && scalar.value() == null));
    }

    private Optional<Node.Scalar> scalar(String field) {
        Optional<Node> node = present(field);
        if (node.filter(this::isCompound).isPresent()) {
            problem(field, "must be a single value, and not "
                    + (node.get() instanceof Node.Mapping ? "a map" : "a list"));
            return Optional.empty();
        }
        return node.map(Node.Scalar.class::cast);
    }

    private boolean isCompound(Node node) {
        return !(node instanceof Node.Scalar);
    }

    private List<Node> items(String field) {
        Optional<Node> node = present(field);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        problem(field, "must be a list");
        return List.of();
    }

    private Optional<String> text(String field, Node.Scalar scalar) {
        if (scalar.value() instanceof String text) {
            return Optional.of(text);
        }
        problem(field, "must be a string, and not " + shown(scalar) + " (write \"" + scalar.text() + "\" in quotes)");
        return Optional.empty();
    }

    private <T> Optional<T> typed(String field, Node.Scalar scalar, Class<T> type, String name, String advice) {
        if (type.isInstance(scalar.value())) {
            return Optional.of(type.cast(scalar.value()));
        }
        problem(field, "must be " + name + ", and not " + shown(scalar) + advice);
        return Optional.empty();
    }

    private static String shown(Node.Scalar scalar) {
        @Nullable
        Object value = scalar.value();
        return switch (value) {
            case null -> "nothing";
            case String text -> "the string \"" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "\"";
            case Boolean _ -> scalar.text();
            default -> "the number " + scalar.text();
        };
    }
}
