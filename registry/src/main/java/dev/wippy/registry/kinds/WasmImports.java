package dev.wippy.registry.kinds;

import dev.wippy.kernel.ImportDeclaration;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The {@code imports} of an entry: names, and maps of one name to a plugin's settings. */
final class WasmImports {
    private static final String FIELD = "imports";

    private WasmImports() {}

    static List<ImportDeclaration> read(Fields fields) {
        Optional<Node> node = fields.data(FIELD).filter(each -> each.toValue() != null);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof Node.Sequence(_, List<Node> items))) {
            fields.problem(FIELD, "must be a list, such as [wasi:io, wasi:cli]");
            return List.of();
        }
        var imports = new ArrayList<ImportDeclaration>();
        var names = new HashSet<String>();
        for (int i = 0; i < items.size(); i++) {
            String item = FIELD + "[" + i + "]";
            Optional<ImportDeclaration> each = item(items.get(i));
            if (each.isEmpty()) {
                fields.problem(
                        item,
                        "must be a name such as wasi:io, or one name with its settings such as {acme:greeter: {…}}");
            } else if (!names.add(each.get().name())) {
                fields.problem(item, "\"" + each.get().name() + "\" stands here twice (once is enough)");
            } else {
                imports.add(each.get());
            }
        }
        return List.copyOf(imports);
    }

    private static Optional<ImportDeclaration> item(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.value() instanceof String name && !name.isEmpty() ->
                Optional.of(ImportDeclaration.of(name));
            case Node.Mapping mapping when mapping.pairs().size() == 1 -> {
                Node.Pair only = mapping.pairs().getFirst();
                yield Optional.of(new ImportDeclaration(only.key(), Optional.of(only.value())));
            }
            default -> Optional.empty();
        };
    }

    /** Resolves variables in the settings. */
    static List<ImportDeclaration> expand(Entries entries, List<ImportDeclaration> imports) {
        var expanded = new ArrayList<ImportDeclaration>();
        for (int i = 0; i < imports.size(); i++) {
            ImportDeclaration each = imports.get(i);
            String field = FIELD + "[" + i + "]";
            expanded.add(new ImportDeclaration(
                    each.name(), each.settings().map(settings -> expand(entries, field, settings))));
        }
        return List.copyOf(expanded);
    }

    private static Node expand(Entries entries, String field, Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.value() instanceof String text -> {
                String value = Texts.expand(entries, field, text);
                yield new Node.Scalar(scalar.position(), value, value);
            }
            case Node.Scalar scalar -> scalar;
            case Node.Sequence(var position, var items) ->
                new Node.Sequence(
                        position,
                        items.stream().map(item -> expand(entries, field, item)).toList());
            case Node.Mapping(var position, var pairs) ->
                new Node.Mapping(
                        position,
                        pairs.stream()
                                .map(pair -> new Node.Pair(
                                        pair.key(), pair.keyPosition(), expand(entries, field, pair.value())))
                                .toList());
        };
    }
}
