package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resolution of a path in memory, as Linux does it beneath a directory.
 *
 * @param parent the directory that holds the last name
 * @param name the last name; {@code .} if the path ends at the parent itself
 * @param dots whether the path ended in {@code ..}
 * @param directory whether it can only be a directory's
 */
record MemoryWalk(MemoryNode.Directory parent, String name, boolean dots, boolean directory) {
    private static final String SELF = ".";
    private static final int MAX_LINKS = 40;

    /** @param follow whether a symbolic link at the end is followed */
    static MemoryWalk of(MemoryNode.Directory base, String path, boolean follow) {
        PathText text = PathText.of(path);
        Deque<String> rest = new ArrayDeque<>(names(path));
        if (text.name().equals(SELF)) {
            rest.addLast(SELF);
        }
        Deque<MemoryNode.Directory> way = new ArrayDeque<>(List.of(base));
        boolean directory = text.slash() || text.isDots();
        int links = 0;
        while (true) {
            String name = rest.isEmpty() ? SELF : rest.removeFirst();
            MemoryNode.Directory parent = way.getLast();
            if (name.equals("..")) {
                if (way.size() == 1) {
                    throw new FileException(FileError.NOT_PERMITTED, "the path leads out of its directory");
                }
                way.removeLast();
                if (rest.isEmpty()) {
                    return new MemoryWalk(way.getLast(), SELF, true, true);
                }
                continue;
            }
            MemoryNode found = name.equals(SELF) ? parent : parent.entries.get(name);
            boolean last = rest.isEmpty();
            if (found instanceof MemoryNode.Link link && (!last || follow || directory)) {
                if (++links > MAX_LINKS) {
                    throw new FileException(FileError.LOOP);
                }
                PathText contents = PathText.of(link.contents);
                directory |= last && (contents.slash() || contents.isDots());
                names(link.contents).reversed().forEach(rest::addFirst);
                continue;
            }
            if (last) {
                return new MemoryWalk(parent, name, false, directory);
            }
            switch (found) {
                case MemoryNode.Directory next -> way.addLast(next);
                case null -> throw new FileException(FileError.NO_ENTRY);
                default -> throw new FileException(FileError.NOT_DIRECTORY);
            }
        }
    }

    private static List<String> names(String path) {
        return Arrays.stream(path.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals(SELF))
                .peek(MemoryWalk::checkLength)
                .toList();
    }

    private static void checkLength(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > PathText.MAX_NAME) {
            throw new FileException(FileError.NAME_TOO_LONG);
        }
    }

    /** Whether the path ends at a directory without a name for it. */
    boolean isSelf() {
        return name.equals(SELF);
    }

    /** What is there, if anything. */
    @Nullable
    MemoryNode find() {
        return isSelf() ? parent : parent.entries.get(name);
    }

    /** What is there. */
    MemoryNode require() {
        MemoryNode found = find();
        if (found == null) {
            throw new FileException(FileError.NO_ENTRY);
        }
        if (directory && !(found instanceof MemoryNode.Directory)) {
            throw new FileException(FileError.NOT_DIRECTORY);
        }
        return found;
    }
}
