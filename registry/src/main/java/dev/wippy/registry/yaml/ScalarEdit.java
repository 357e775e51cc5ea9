package dev.wippy.registry.yaml;

import dev.wippy.kernel.spi.Position;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Sets one scalar in a YAML text, and leaves every other character as it is. */
public final class ScalarEdit {
    private final String text;
    private final String body;
    private final String file;

    /**
     * @param file as positions name it
     */
    public ScalarEdit(String text, String file) {
        this.text = text;
        this.body = YamlReader.withoutMark(text);
        this.file = file;
    }

    /**
     * Sets a key of a map.
     *
     * @param map where the map begins
     * @param after the key that the new one is put after if it is not there
     * @param value a text that needs no quotes
     * @return the new text
     * @throws YamlException if the text can't be read, or the scalar is written in a way that can't be changed in place
     */
    public String set(Position map, String key, String after, String value) {
        MappingNode node = mapping(map).orElseThrow(() -> new YamlException(map, "no map begins here"));
        NodeTuple present = pair(node, key);
        String edited = present != null ? replace(present, key, value) : insert(node, map, key, after, value);
        String mark = text.substring(0, text.length() - body.length());
        requireValue(edited, map, key, value);
        return mark + edited;
    }

    private String replace(NodeTuple pair, String key, String value) {
        ScalarNode scalar = inPlace(pair, key);
        int start = offset(scalar.getStartMark().getIndex());
        int end = offset(scalar.getEndMark().getIndex());
        String written = body.substring(start, end);
        if (written.isEmpty()) {
            return body.substring(0, start) + " " + value + body.substring(end);
        }
        boolean quoted = written.startsWith("\"") || written.startsWith("'");
        if (!quoted && !written.equals(scalar.getValue())) {
            throw new YamlException(position(scalar), "\"" + key + "\" has an anchor or a tag: change it by hand");
        }
        String quote = quoted ? written.substring(0, 1) : "";
        return body.substring(0, start) + quote + value + quote + body.substring(end);
    }

    private String insert(MappingNode node, Position map, String key, String after, String value) {
        NodeTuple before = pair(node, after);
        if (before == null) {
            throw new YamlException(map, "there is no \"" + after + "\" to put \"" + key + "\" after");
        }
        int end = offset(inPlace(before, after).getEndMark().getIndex());
        int keyStart = offset(before.getKeyNode().getStartMark().getIndex());
        if (node.getFlowStyle() == FlowStyle.FLOW) {
            String quote = body.charAt(keyStart) == '"' ? "\"" : "";
            return body.substring(0, end) + ", " + quote + key + quote + ": " + quote + value + quote
                    + body.substring(end);
        }
        int lineEnd = body.indexOf('\n', end);
        boolean carriage = lineEnd > 0 && body.charAt(lineEnd - 1) == '\r';
        int at = lineEnd < 0 ? body.length() : carriage ? lineEnd - 1 : lineEnd;
        String line = (carriage ? "\r\n" : "\n")
                + " ".repeat(before.getKeyNode().getStartMark().getColumn()) + key + ": " + value;
        return body.substring(0, at) + line + body.substring(at);
    }

    /** The scalar of a pair, if it stands behind its key and not where an alias leads to. */
    private ScalarNode inPlace(NodeTuple pair, String key) {
        Node value = pair.getValueNode();
        if (value instanceof ScalarNode scalar
                && scalar.getStartMark().getIndex() >= pair.getKeyNode().getEndMark().getIndex()
                && scalar.getScalarStyle() != ScalarStyle.LITERAL
                && scalar.getScalarStyle() != ScalarStyle.FOLDED) {
            return scalar;
        }
        throw new YamlException(
                position(pair.getKeyNode()), "\"" + key + "\" is no text behind its key: change it by hand");
    }

    private void requireValue(String edited, Position map, String key, String value) {
        Optional<MappingNode> node = new ScalarEdit(edited, file).mapping(map);
        NodeTuple pair = node.isEmpty() ? null : pair(node.get(), key);
        if (pair == null || !(pair.getValueNode() instanceof ScalarNode scalar)
                || !scalar.getValue().equals(value)) {
            throw new YamlException(map, "\"" + key + "\" can't be set here: change it by hand");
        }
    }

    private static @Nullable NodeTuple pair(MappingNode node, String key) {
        for (NodeTuple each : node.getValue()) {
            if (each.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
                return each;
            }
        }
        return null;
    }

    private Optional<MappingNode> mapping(Position position) {
        Node root = YamlReader.compose(body, file);
        return root == null
                ? Optional.empty()
                : find(root, position, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private Optional<MappingNode> find(Node node, Position position, Set<Node> seen) {
        if (!seen.add(node)) {
            return Optional.empty();
        }
        switch (node) {
            case MappingNode mapping -> {
                if (position(mapping).equals(position)) {
                    return Optional.of(mapping);
                }
                for (NodeTuple each : mapping.getValue()) {
                    Optional<MappingNode> found = find(each.getValueNode(), position, seen);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            case SequenceNode sequence -> {
                for (Node each : sequence.getValue()) {
                    Optional<MappingNode> found = find(each, position, seen);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            default -> {}
        }
        return Optional.empty();
    }

    private Position position(Node node) {
        return YamlReader.position(file, node.getStartMark());
    }

    private int offset(int codePoints) {
        return body.offsetByCodePoints(0, codePoints);
    }
}
