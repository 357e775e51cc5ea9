package dev.wippy.registry;

import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.Position;
import dev.wippy.registry.yaml.YamlException;
import dev.wippy.registry.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** All entries that the files of an app declare, in the order of files and lines; the first of two with one id. */
final class Declarations {

    /** A line that makes a file ours, although it can't be parsed: a key at the left margin, or in JSON anywhere. */
    private static final Pattern NAMESPACE_LINE = Pattern.compile("(?m)^\\uFEFF?[\"']?namespace[\"']?[ \\t]*:");

    private static final Pattern NAMESPACE_IN_JSON = Pattern.compile("\"namespace\"\\s*:");

    private final Map<String, Declaration> byId = new LinkedHashMap<>();

    private Declarations() {}

    static Declarations read(AppFolder app, Reports reports) {
        var declarations = new Declarations();
        Optional<Path> sources = app.sources(reports);
        if (sources.isPresent()) {
            for (Path path : new SourceTree(app, reports).files(sources.get())) {
                declarations.readFile(app, path, reports);
            }
        }
        return declarations;
    }

    Collection<Declaration> all() {
        return byId.values();
    }

    Optional<Declaration> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<String> ids() {
        return byId.keySet();
    }

    private void readFile(AppFolder app, Path path, Reports reports) {
        String name = app.shown(path);
        var start = new Position(name, 1, 1);
        if (!app.holds(path)) {
            reports.warning(Problem.of(start, "a link that leads out of the app root " + app.root() + ", or nowhere,"
                    + " is not followed"));
            return;
        }
        String text;
        try {
            text = TextFile.read(path);
        } catch (TextFile.UnreadableException e) {
            reports.problem(Problem.of(start, "the file " + e.getMessage()));
            return;
        }
        try {
            Optional<Node> root = YamlReader.read(text, name);
            if (root.isPresent() && root.get() instanceof Node.Mapping mapping) {
                List<Declaration> found =
                        new DeclarationReader(app, new SourceFile(path, name, text), reports).read(mapping);
                found.forEach(each -> add(each, reports));
            }
        } catch (YamlException e) {
            boolean ours = NAMESPACE_LINE.matcher(text).find()
                    || name.endsWith(".json") && NAMESPACE_IN_JSON.matcher(text).find();
            if (ours) {
                reports.problem(Problem.of(e.position(), e.reason()));
            } else {
                reports.warning(Problem.of(
                        e.position(), "skipped, as it can't be parsed and has no line \"namespace:\": "
                                + e.reason()));
            }
        }
    }

    private void add(Declaration declaration, Reports reports) {
        Declaration first = byId.putIfAbsent(declaration.entry().id(), declaration);
        if (first != null) {
            reports.problem(declaration.problem(
                    "name",
                    "an entry of this id stands at " + first.positionOf("name")
                            + " already (give one of them another name)"));
        }
    }

    /** The entries of one kind. */
    List<Declaration> ofKind(String kind) {
        var found = new ArrayList<Declaration>();
        for (Declaration each : all()) {
            if (each.entry().kind().equals(kind)) {
                found.add(each);
            }
        }
        return found;
    }
}
