package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.TimeChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A path that was walked up to its last name, with all directories on the way held open. */
final class Walk implements AutoCloseable {
    private static final String SELF = ".";

    private final WalkNode base;
    private final Deque<WalkNode> opened = new ArrayDeque<>();
    private final boolean directory;
    private final boolean dots;
    private String name = SELF;

    private Walk(WalkNode base, boolean directory, boolean dots) {
        this.base = base;
        this.directory = directory;
        this.dots = dots;
    }

    /** @throws FileException if the path leads out, or through something that is no directory */
    static Walk of(WalkNode base, String path) throws IOException {
        PathText.check(path);
        List<String> names = new ArrayList<>();
        for (String each : path.split("/")) {
            if (each.getBytes(StandardCharsets.UTF_8).length > PathText.MAX_NAME) {
                throw new FileException(FileError.NAME_TOO_LONG);
            }
            if (!each.isEmpty() && !each.equals(SELF)) {
                names.add(each);
            }
        }
        PathText text = PathText.of(path);
        var walk = new Walk(base, text.slash() || text.isDots(), text.name().equals(".."));
        try {
            int last = text.isDots() || names.isEmpty() ? names.size() : names.size() - 1;
            for (String each : names.subList(0, last)) {
                walk.step(each);
            }
            if (last < names.size()) {
                walk.name = names.getLast();
            }
            return walk;
        } catch (IOException | FileException failed) {
            walk.close();
            throw failed;
        }
    }

    private void step(String component) throws IOException {
        if (component.equals("..")) {
            if (opened.isEmpty()) {
                throw new FileException(FileError.NOT_PERMITTED, "the path leads out of its directory");
            }
            opened.removeLast().close();
            return;
        }
        BasicFileAttributes attributes = parent().attributes(component);
        if (attributes.isSymbolicLink()) {
            throw new FileException(FileError.NOT_PERMITTED, "symbolic links are not followed here");
        }
        // Before it is opened: a pipe would keep us waiting.
        if (!attributes.isDirectory()) {
            throw new FileException(FileError.NOT_DIRECTORY);
        }
        opened.addLast(parent().child(component));
    }

    /** The directory that holds the last name. */
    WalkNode parent() {
        return opened.isEmpty() ? base : opened.getLast();
    }

    /** The last name; {@code .} if the path ends at a directory that is open already. */
    String name() {
        return name;
    }

    /** Whether the path ends at a directory that is open already, as {@code a/..} does. */
    boolean isSelf() {
        return name.equals(SELF);
    }

    /** Whether it ends in {@code ..}. */
    boolean dots() {
        return dots;
    }

    /** Whether the path can only be a directory's, as {@code a/} is. */
    boolean mustBeDirectory() {
        return directory;
    }

    /** What the path leads to, if there is something. */
    Optional<FileStat> find() throws IOException {
        try {
            return Optional.of(WalkNode.stat(isSelf() ? parent().attributes() : parent().attributes(name)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    WalkNode openDirectory() throws IOException {
        return isSelf() ? parent().again() : parent().child(name);
    }

    void setTimes(TimeChange accessed, TimeChange modified) throws IOException {
        if (isSelf()) {
            parent().setTimes(accessed, modified);
        } else {
            parent().setTimes(name, accessed, modified);
        }
    }

    @Override
    public void close() throws IOException {
        while (!opened.isEmpty()) {
            opened.removeLast().close();
        }
    }
}
