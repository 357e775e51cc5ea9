package dev.wippy.registry;

import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the entries of one file (SPEC section 1). */
final class DeclarationReader {
    private static final Set<String> FILE_KEYS = Set.of("version", "namespace", "meta", "entries");
    private static final Set<String> ENTRY_KEYS = Set.of("name", "kind", "meta");
    private static final Set<String> VERSIONS = Set.of("1.0", "1");

    private final SourceFile file;
    private final Reports reports;
    private final FileValues fileValues;

    DeclarationReader(AppFolder app, SourceFile file, Reports reports) {
        this.file = file;
        this.reports = reports;
        this.fileValues = new FileValues(app, file.path(), reports);
    }

    List<Declaration> read(Node.Mapping root) {
        boolean listed = root.get("entries").isPresent();
        boolean alone = root.get("kind").isPresent();
        if (root.get("namespace").isEmpty()) {
            if (listed || alone) {
                report(root.position(), "namespace", "namespace is required (add a line such as \"namespace: "
                        + suggestedNamespace() + "\")");
            }
            return List.of();
        }
        checkVersion(root);
        Optional<String> namespace = namespace(root);
        Node.Mapping meta = map(root, "meta", "").orElse(new Node.Mapping(root.position(), List.of()));
        if (namespace.isEmpty()) {
            return List.of();
        }
        if (alone && listed) {
            report(keyPosition(root, "kind"), "kind", "stands beside \"entries\" (move it into an item of the list)");
        }
        if (listed) {
            return listed(root, namespace.get(), meta);
        }
        return alone || root.get("name").isPresent() ? single(root, namespace.get()) : List.of();
    }

    private List<Declaration> listed(Node.Mapping root, String namespace, Node.Mapping meta) {
        for (Node.Pair pair : root.pairs()) {
            if (!FILE_KEYS.contains(pair.key()) && !pair.key().equals("kind")) {
                reports.warning(new Problem(pair.keyPosition(), "", pair.key(),
                        "unknown field" + Nearest.hint(pair.key(), FILE_KEYS)));
            }
        }
        Node entries = root.get("entries").orElseThrow();
        if (entries instanceof Node.Scalar(_, var value, _) && value == null) {
            return List.of();
        }
        if (!(entries instanceof Node.Sequence(_, List<Node> items))) {
            report(entries.position(), "entries", "must be a list (each item begins with \"- name: …\")");
            return List.of();
        }
        var declarations = new ArrayList<Declaration>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Node.Mapping item) {
                Node.Mapping own = map(item, "meta", "entries[" + i + "].").orElse(empty(item));
                declaration(item, namespace, merged(meta, own), ENTRY_KEYS, "entries[" + i + "].")
                        .ifPresent(declarations::add);
            } else {
                report(items.get(i).position(), "entries[" + i + "]", "must be a map with \"name\" and \"kind\"");
            }
        }
        return declarations;
    }

    private List<Declaration> single(Node.Mapping root, String namespace) {
        Node.Mapping meta = root.get("meta").orElse(empty(root)) instanceof Node.Mapping map ? map : empty(root);
        var keys = new java.util.HashSet<>(ENTRY_KEYS);
        keys.addAll(FILE_KEYS);
        return declaration(root, namespace, meta, keys, "").stream().toList();
    }

    private Optional<Declaration> declaration(
            Node.Mapping map, String namespace, Node.Mapping meta, Set<String> notData, String path) {
        Position position = keyPosition(map, "name");
        Optional<String> name = text(map, "name", path);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String id = namespace + ":" + name.get();
        Optional<Node> kind = map.get("kind");
        String kindText = "";
        if (kind.isPresent() && kind.get() instanceof Node.Scalar(_, String text, _) && !text.isEmpty()) {
            kindText = text;
        } else {
            reports.problem(new Problem(kind.map(Node::position).orElse(position), id, "kind",
                    kind.isPresent() ? "must be a string, such as process.wasm" : "kind is required"));
        }
        Node.Mapping data = fileValues.replace(data(map, id, notData), id, "");
        Node.Mapping said = fileValues.replace(meta, id, "meta.");
        return Optional.of(new Declaration(new Entry(id, kindText, said, data, position), map, file));
    }

    /** The map under {@code data} if there is one, else all keys that mean nothing to the registry. */
    private Node.Mapping data(Node.Mapping map, String id, Set<String> notData) {
        Optional<Node> data = map.get("data");
        if (data.isPresent() && data.get() instanceof Node.Mapping mapping) {
            for (Node.Pair pair : map.pairs()) {
                if (!notData.contains(pair.key()) && !pair.key().equals("data")) {
                    reports.warning(new Problem(pair.keyPosition(), id, pair.key(),
                            "is not used, as this entry's fields stand under \"data\" (move it there)"));
                }
            }
            return mapping;
        }
        return new Node.Mapping(
                map.position(),
                map.pairs().stream().filter(pair -> !notData.contains(pair.key())).toList());
    }

    private void checkVersion(Node.Mapping root) {
        root.get("version").ifPresent(version -> {
            String text = version instanceof Node.Scalar scalar ? scalar.text() : "a map or a list";
            if (!VERSIONS.contains(text)) {
                reports.warning(new Problem(
                        version.position(), "", "version", "unknown version " + text + " (this reads \"1.0\")"));
            }
        });
    }

    private Optional<String> namespace(Node.Mapping root) {
        Optional<String> namespace = text(root, "namespace", "");
        if (namespace.isPresent() && namespace.get().indexOf(':') >= 0) {
            report(root.get("namespace").orElseThrow().position(), "namespace",
                    "holds a colon, at which an id is split (write a dot)");
            return Optional.empty();
        }
        return namespace;
    }

    /** A string that names something: there, not empty, and without blanks. */
    private Optional<String> text(Node.Mapping map, String field, String path) {
        Optional<Node> node = map.get(field);
        if (node.isPresent() && node.get() instanceof Node.Scalar(Position position, Object value, String text)
                && value != null) {
            if (!(value instanceof String)) {
                report(position, path + field, "must be a string (write \"" + text + "\" in quotes)");
            } else if (text.isEmpty()) {
                report(position, path + field, field + " is required");
            } else if (text.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
                report(position, path + field, "must hold no blanks, and is \"" + text.strip() + "\"");
            } else {
                return Optional.of(text);
            }
            return Optional.empty();
        }
        boolean compound = node.isPresent() && !(node.get() instanceof Node.Scalar);
        Position position = node.isPresent() ? node.get().position() : map.position();
        report(position, path + field, compound ? "must be a string" : field + " is required");
        return Optional.empty();
    }

    private Optional<Node.Mapping> map(Node.Mapping map, String field, String path) {
        Optional<Node> node = map.get(field);
        if (node.isEmpty() || node.get() instanceof Node.Scalar(_, var value, _) && value == null) {
            return Optional.empty();
        }
        if (node.get() instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        report(node.get().position(), path + field, "must be a map");
        return Optional.empty();
    }

    private static Node.Mapping merged(Node.Mapping below, Node.Mapping own) {
        if (below.pairs().isEmpty()) {
            return own;
        }
        var pairs = new LinkedHashMap<String, Node.Pair>();
        below.pairs().forEach(pair -> pairs.put(pair.key(), pair));
        own.pairs().forEach(pair -> pairs.put(pair.key(), pair));
        return new Node.Mapping(own.position(), List.copyOf(pairs.values()));
    }

    private static Node.Mapping empty(Node.Mapping in) {
        return new Node.Mapping(in.position(), List.of());
    }

    private static Position keyPosition(Node.Mapping map, String key) {
        return map.pair(key).map(Node.Pair::keyPosition).orElse(map.position());
    }

    private void report(Position position, String field, String message) {
        reports.problem(new Problem(position, "", field, message));
    }

    private String suggestedNamespace() {
        java.nio.file.Path folder = file.path().getParent();
        String name = folder == null || folder.getFileName() == null
                ? ""
                : folder.getFileName().toString().replaceAll("[^A-Za-z0-9_.-]", "_");
        return name.isEmpty() || name.equals("src") ? "app" : name;
    }
}
