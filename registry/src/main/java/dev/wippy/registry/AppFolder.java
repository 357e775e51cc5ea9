package dev.wippy.registry;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.Position;
import dev.wippy.registry.yaml.YamlException;
import dev.wippy.registry.yaml.YamlReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of an app: where it is, and which part of it holds the sources (SPEC section 1). */
final class AppFolder {
    private static final String LOCK = "wippy.lock";

    private final Path root;

    /**
     * @throws KernelException of kind NotFound if there is no such folder
     */
    AppFolder(Path root) {
        try {
            this.root = root.toAbsolutePath().normalize().toRealPath();
        } catch (IOException e) {
            throw new KernelException(
                    ErrorKind.NOT_FOUND, "no such app folder: " + root.toAbsolutePath().normalize(), e);
        }
        if (!Files.isDirectory(this.root)) {
            throw new KernelException(ErrorKind.NOT_FOUND, "not a folder, so no app: " + this.root);
        }
    }

    /** The app root, without symbolic links. */
    Path root() {
        return root;
    }

    /** How a file of the app is shown: relative to the root, with slashes on every system. */
    String shown(Path path) {
        Path shown = path.startsWith(root) ? root.relativize(path) : path;
        return shown.toString().isEmpty() ? "." : shown.toString().replace(File.separatorChar, '/');
    }

    /** The folder that the sources are read from; empty, with a problem reported, if the lock file names none. */
    Optional<Path> sources(Reports reports) {
        Path lock = root.resolve(LOCK);
        if (Files.exists(lock)) {
            try {
                Optional<Node.Scalar> named = locked(YamlReader.read(TextFile.read(lock), LOCK));
                if (named.isPresent()) {
                    return folder(named.get(), reports);
                }
            } catch (TextFile.UnreadableException e) {
                reports.problem(Problem.of(new Position(LOCK, 1, 1), "the file " + e.getMessage()));
                return Optional.empty();
            } catch (YamlException e) {
                reports.problem(Problem.of(e.position(), e.reason()));
                return Optional.empty();
            }
        }
        Path sources = root.resolve("src");
        return Optional.of(Files.isDirectory(sources) ? sources : root);
    }

    private static Optional<Node.Scalar> locked(Optional<Node> lock) {
        return lock.flatMap(node -> child(node, "directories"))
                .flatMap(node -> child(node, "src"))
                .map(node -> node instanceof Node.Scalar scalar
                        ? scalar
                        : new Node.Scalar(node.position(), null, "a map or a list"))
                .filter(scalar -> !scalar.text().isEmpty());
    }

    /** Whether a path, with links followed, is part of the app. */
    boolean holds(Path path) {
        try {
            return path.toRealPath().startsWith(root);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Node> child(Node node, String key) {
        return node instanceof Node.Mapping mapping ? mapping.get(key) : Optional.empty();
    }

    private Optional<Path> folder(Node.Scalar named, Reports reports) {
        String field = "directories.src";
        if (!(named.value() instanceof String text)) {
            reports.problem(new Problem(named.position(), "", field, "must be a string, and not " + named.text()));
            return Optional.empty();
        }
        try {
            Path folder = root.resolve(text).normalize();
            if (!Files.isDirectory(folder)) {
                reports.problem(new Problem(named.position(), "", field, "no such folder: " + folder));
            } else if (!folder.toRealPath().startsWith(root)) {
                reports.problem(new Problem(named.position(), "", field, "leads out of the app root " + root));
            } else {
                return Optional.of(folder.toRealPath());
            }
        } catch (IOException | InvalidPathException e) {
            reports.problem(new Problem(named.position(), "", field, "can't be read: " + text));
        }
        return Optional.empty();
    }
}
