package dev.wippy.registry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Walks entries and what they need, what is needed first; a chain of any length takes no stack. */
final class NeedsWalk {
    private record Frame(String id, Iterator<Reference> references) {}

    private final Function<String, List<Reference>> references;

    NeedsWalk(Function<String, List<Reference>> references) {
        this.references = references;
    }

    /**
     * @param onCircle gets each circle that is found, its first entry also as its last, and the reference that closes
     *     it
     * @return the entries and all that they need, each once, after what it needs
     */
    List<String> walk(Iterable<String> from, BiConsumer<List<String>, Reference> onCircle) {
        var done = new LinkedHashSet<String>();
        Set<String> open = new LinkedHashSet<>();
        Deque<Frame> frames = new ArrayDeque<>();
        for (String start : from) {
            enter(start, done, open, frames);
            while (!frames.isEmpty()) {
                Frame frame = frames.element();
                if (!frame.references().hasNext()) {
                    frames.pop();
                    open.remove(frame.id());
                    done.add(frame.id());
                    continue;
                }
                Reference next = frame.references().next();
                if (open.contains(next.target())) {
                    onCircle.accept(circle(open, next.target()), next);
                } else {
                    enter(next.target(), done, open, frames);
                }
            }
        }
        return List.copyOf(done);
    }

    private void enter(String id, Set<String> done, Set<String> open, Deque<Frame> frames) {
        if (!done.contains(id) && open.add(id)) {
            frames.push(new Frame(id, references.apply(id).iterator()));
        }
    }

    private static List<String> circle(Set<String> open, String target) {
        var path = new ArrayList<>(open);
        var circle = new ArrayList<>(path.subList(path.indexOf(target), path.size()));
        circle.add(target);
        return circle;
    }
}
