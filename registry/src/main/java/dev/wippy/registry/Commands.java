package dev.wippy.registry;

import dev.wippy.kernel.spi.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the commands: {@code meta.command} of process entries. */
final class Commands {
    private static final String FIELD = "meta.command";
    private static final String NAME = "meta.command.name";
    private static final Set<String> KEYS = Set.of("name", "short");

    /** What {@code wippy run} says itself. */
    private static final Set<String> RESERVED = Set.of("list");

    private final Kinds kinds;
    private final Reports reports;
    private final Map<String, Declaration> owners = new HashMap<>();
    private final List<Command> commands = new ArrayList<>();

    private Commands(Kinds kinds, Reports reports) {
        this.kinds = kinds;
        this.reports = reports;
    }

    /** The commands in the order of their names. */
    static List<Command> read(Iterable<Declaration> declarations, Kinds kinds, Reports reports) {
        var reader = new Commands(kinds, reports);
        declarations.forEach(reader::read);
        reader.commands.sort(java.util.Comparator.comparing(Command::name));
        return List.copyOf(reader.commands);
    }

    private void read(Declaration declaration) {
        Optional<Node> command = declaration.entry().meta().get("command");
        String kind = declaration.entry().kind();
        if (command.isEmpty() || kinds.process(kind).isEmpty()) {
            if (command.isPresent() && kinds.entry(kind).isPresent()) {
                reports.warning(declaration.problem(FIELD, "is not used: a " + kind + " can't be run as a command"));
            }
            return;
        }
        if (!(command.get() instanceof Node.Mapping mapping)) {
            reports.problem(declaration.problem(FIELD, "must be a map, such as {name: greet, short: Greets someone}"));
            return;
        }
        for (Node.Pair pair : mapping.pairs()) {
            if (!KEYS.contains(pair.key())) {
                reports.warning(new Problem(
                        pair.keyPosition(),
                        declaration.entry().id(),
                        FIELD + "." + pair.key(),
                        "unknown field" + Nearest.hint(pair.key(), KEYS)));
            }
        }
        String text = text(declaration, mapping, "short").orElse("");
        name(declaration, mapping)
                .ifPresent(name -> commands.add(new Command(name, text, declaration.entry().id())));
    }

    private Optional<String> name(Declaration declaration, Node.Mapping command) {
        boolean wrongType = command.get("name")
                .filter(node -> !(node instanceof Node.Scalar scalar && scalar.value() == null))
                .filter(node -> !(node instanceof Node.Scalar scalar && scalar.value() instanceof String))
                .isPresent();
        Optional<String> name = text(declaration, command, "name").filter(text -> !text.isEmpty());
        if (wrongType) {
            return Optional.empty();
        }
        if (name.isEmpty()) {
            reports.problem(declaration.problem(NAME, NAME + " is required"));
            return Optional.empty();
        }
        String word = name.get();
        if (RESERVED.contains(word)) {
            reports.problem(declaration.problem(
                    NAME, NAME + " \"" + word + "\" is reserved (\"wippy run " + word
                            + "\" has a meaning of its own)"));
            return Optional.empty();
        }
        if (word.startsWith("-") || word.codePoints().anyMatch(c -> c <= ' ' || Character.isISOControl(c))) {
            reports.problem(declaration.problem(
                    NAME, "\"" + word.strip() + "\" can't be typed as one word after \"wippy run\""));
            return Optional.empty();
        }
        Declaration owner = owners.putIfAbsent(word, declaration);
        if (owner != null) {
            reports.problem(declaration.problem(NAME, NAME + " \"" + word + "\" is already used by "
                    + owner.entry().id() + " at " + owner.positionOf(NAME)));
            return Optional.empty();
        }
        return name;
    }

    private Optional<String> text(Declaration declaration, Node.Mapping command, String key) {
        Optional<Node> node = command.get(key);
        if (node.isEmpty() || node.get() instanceof Node.Scalar(_, var value, _) && value == null) {
            return Optional.empty();
        }
        if (node.get() instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
            return Optional.of(text);
        }
        reports.problem(declaration.problem(FIELD + "." + key, "must be a string"
                + (node.get() instanceof Node.Scalar scalar ? " (write \"" + scalar.text() + "\" in quotes)" : "")));
        return Optional.empty();
    }
}
