package dev.wippy.registry;

import dev.wippy.kernel.spi.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts the text of a file in the place of a string that begins with {@code file://} (SPEC section 1). */
final class FileValues {
    private static final String PREFIX = "file://";

    private final AppFolder app;
    private final Path folder;
    private final Reports reports;

    /**
     * @param yaml the file that holds the strings, which paths are relative to
     */
    FileValues(AppFolder app, Path yaml, Reports reports) {
        this.app = app;
        this.folder = java.util.Objects.requireNonNull(yaml.getParent(), "a file stands in a folder");
        this.reports = reports;
    }

    /**
     * @param path what the names of fields begin with
     */
    Node.Mapping replace(Node.Mapping map, String entry, String path) {
        var pairs = new ArrayList<Node.Pair>(map.pairs().size());
        for (Node.Pair pair : map.pairs()) {
            pairs.add(new Node.Pair(pair.key(), pair.keyPosition(), value(pair.value(), entry, path + pair.key())));
        }
        return new Node.Mapping(map.position(), pairs);
    }

    private Node value(Node node, String entry, String path) {
        return switch (node) {
            case Node.Mapping mapping -> replace(mapping, entry, path + ".");
            case Node.Sequence sequence -> {
                List<Node> items = new ArrayList<>(sequence.items().size());
                for (int i = 0; i < sequence.items().size(); i++) {
                    items.add(value(sequence.items().get(i), entry, path + "[" + i + "]"));
                }
                yield new Node.Sequence(sequence.position(), items);
            }
            case Node.Scalar scalar when scalar.value() instanceof String text && text.startsWith(PREFIX) ->
                read(scalar, text.substring(PREFIX.length()), entry, path);
            case Node.Scalar scalar -> scalar;
        };
    }

    private Node.Scalar read(Node.Scalar scalar, String name, String entry, String path) {
        try {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(app.root()) || Files.exists(file) && !file.toRealPath().startsWith(app.root())) {
                reports.problem(new Problem(scalar.position(), entry, path,
                        PREFIX + name + " leads out of the app root " + app.root()));
                return scalar;
            }
            String text = TextFile.read(file);
            // What was written is kept beside it: whoever reports an error in the text can name the file.
            return new Node.Scalar(scalar.position(), text, scalar.text());
        } catch (TextFile.UnreadableException e) {
            reports.problem(new Problem(scalar.position(), entry, path,
                    PREFIX + name + " " + e.getMessage() + " (searched in " + folder + ")"));
        } catch (IOException | InvalidPathException e) {
            reports.problem(
                    new Problem(scalar.position(), entry, path, PREFIX + name + " can't be read: " + e.getMessage()));
        }
        return scalar;
    }
}
