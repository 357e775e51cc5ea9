package dev.wippy.registry;

import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.Position;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where {@code wasi.mounts[0].fs} stands in an entry's data. */
final class FieldPath {
    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([0-9]{1,9})\\]");

    private FieldPath() {}

    /**
     * The position of the value at a path, or of the deepest value on the way there.
     *
     * @param whole what to say when not even the first step is there
     */
    static Position position(Node from, String path, Position whole) {
        Position deepest = whole;
        Node at = from;
        Matcher steps = STEP.matcher(path);
        while (steps.find()) {
            Optional<Node> next = step(at, steps);
            if (next.isEmpty()) {
                return deepest;
            }
            at = next.get();
            deepest = at.position();
        }
        return deepest;
    }

    private static Optional<Node> step(Node at, Matcher step) {
        return switch (at) {
            case Node.Mapping mapping when step.group(1) != null -> mapping.get(step.group(1));
            case Node.Sequence sequence when step.group(2) != null -> {
                int index = Integer.parseInt(step.group(2));
                yield index < sequence.items().size() ? Optional.of(sequence.items().get(index)) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }
}
