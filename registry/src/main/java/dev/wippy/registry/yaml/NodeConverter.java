package dev.wippy.registry.yaml;

import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Makes our nodes of the composer's. What an alias names is made once and shared, but counts each time: whoever walks
 * the result walks it each time.
 */
final class NodeConverter {
    private record Converted(Node node, long size) {}

    private final String file;
    private final Map<org.yaml.snakeyaml.nodes.Node, Converted> done = new IdentityHashMap<>();
    private long mergedPairs;
    private final Set<org.yaml.snakeyaml.nodes.Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    NodeConverter(String file) {
        this.file = file;
    }

    Node convert(org.yaml.snakeyaml.nodes.Node node) {
        return converted(node).node();
    }

    private Converted converted(org.yaml.snakeyaml.nodes.Node node) {
        Converted known = done.get(node);
        if (known != null) {
            return known;
        }
        if (!open.add(node)) {
            throw new YamlException(positionOf(node), "an alias inside of what it stands for");
        }
        Converted made = switch (node) {
            case ScalarNode scalar -> new Converted(scalar(scalar), 1);
            case SequenceNode sequence -> sequence(sequence);
            case MappingNode mapping -> mapping(mapping);
            default -> throw new YamlException(positionOf(node), "a value of no known sort");
        };
        if (made.size() > YamlReader.MAX_NODES) {
            throw new YamlException(
                    positionOf(node),
                    "more than " + YamlReader.MAX_NODES + " values in one file, with each alias followed");
        }
        open.remove(node);
        done.put(node, made);
        return made;
    }

    private Node scalar(ScalarNode node) {
        Position position = positionOf(node);
        try {
            String text = text(node);
            return new Node.Scalar(position, CoreSchema.value(node.getTag(), text), text);
        } catch (IllegalArgumentException e) {
            throw new YamlException(position, String.valueOf(e.getMessage()));
        }
    }

    private Converted sequence(SequenceNode node) {
        requireTag(node, Tag.SEQ, "a list");
        long size = 1;
        var items = new ArrayList<Node>(node.getValue().size());
        for (var item : node.getValue()) {
            Converted each = converted(item);
            size += each.size();
            items.add(each.node());
        }
        return new Converted(new Node.Sequence(positionOf(node), items), size);
    }

    private Converted mapping(MappingNode node) {
        requireTag(node, Tag.MAP, "a map");
        long size = 1;
        var own = new LinkedHashMap<String, Node.Pair>();
        var merged = new LinkedHashMap<String, Node.Pair>();
        @Nullable
        Position merge = null;
        for (NodeTuple tuple : node.getValue()) {
            Converted value = converted(tuple.getValueNode());
            size += value.size() + 1;
            Position keyPosition = positionOf(tuple.getKeyNode());
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                refuseSecond("<<", keyPosition, merge);
                merge = keyPosition;
                merge(value.node(), merged);
            } else {
                String key = key(tuple.getKeyNode());
                Node.Pair before = own.put(key, new Node.Pair(key, keyPosition, value.node()));
                refuseSecond(key, keyPosition, before == null ? null : before.keyPosition());
            }
        }
        merged.forEach(own::putIfAbsent);
        mergedPairs += merged.size();
        if (mergedPairs > YamlReader.MAX_NODES) {
            throw new YamlException(positionOf(node), "more than " + YamlReader.MAX_NODES + " keys merged in one file");
        }
        return new Converted(new Node.Mapping(positionOf(node), List.copyOf(own.values())), size + merged.size());
    }

    private static void refuseSecond(String key, Position position, @Nullable Position before) {
        if (before != null) {
            throw new YamlException(
                    position,
                    "the key \"" + key + "\" stands twice in one map, first at " + before.line() + ":"
                            + before.column());
        }
    }

    /** Takes the keys of a map, or of a list of maps in which an earlier one wins. */
    private static void merge(Node value, Map<String, Node.Pair> merged) {
        switch (value) {
            case Node.Mapping mapping -> mapping.pairs().forEach(pair -> merged.putIfAbsent(pair.key(), pair));
            case Node.Sequence sequence when sequence.items().stream().allMatch(Node.Mapping.class::isInstance) ->
                sequence.items().forEach(item -> merge(item, merged));
            default -> throw new YamlException(value.position(), "\"<<\" takes a map, or a list of maps");
        }
    }

    private String text(ScalarNode node) {
        return JsonText.is(file) ? JsonText.restore(node.getValue()) : node.getValue();
    }

    private String key(org.yaml.snakeyaml.nodes.Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw new YamlException(positionOf(node), "a key must be a string, and not a map or a list");
        }
        if (!scalar.getTag().equals(Tag.STR)) {
            throw new YamlException(
                    positionOf(node),
                    "a key must be a string: write \"" + scalar.getValue() + "\" in quotes");
        }
        return text(scalar);
    }

    private void requireTag(org.yaml.snakeyaml.nodes.Node node, Tag tag, String what) {
        if (!node.getTag().equals(tag)) {
            throw new YamlException(
                    positionOf(node), "the tag " + CoreSchema.shown(node.getTag()) + " is not known for " + what);
        }
    }

    private Position positionOf(org.yaml.snakeyaml.nodes.Node node) {
        return YamlReader.position(file, node.getStartMark());
    }
}
