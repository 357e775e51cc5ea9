package dev.wippy.registry;

import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Node;
import dev.wippy.registry.kinds.ContentHash;
import dev.wippy.registry.files.ConfinedFolder;
import dev.wippy.registry.kinds.WasmProcessKind;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Finds the binaries of entries that have a hash, from what is written alone: nothing is started. */
final class HashedBinaries {

    /** The kinds with the fields {@code fs}, {@code path} and {@code hash}. */
    static final Set<String> KINDS = Set.of("process.wasm");

    private final AppFolder folder;
    private final Declarations declarations;

    HashedBinaries(AppFolder folder, Declarations declarations) {
        this.folder = folder;
        this.declarations = declarations;
    }

    /** The binary can't be found; the message says why, and the field names what is to blame. */
    static final class NotFoundException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String field;

        NotFoundException(String field, String message) {
            super(message);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /** The hash of the binary as it is now. */
    ContentHash hash(Declaration declaration) throws NotFoundException {
        String path = text(declaration, "path");
        Path directory = directory(declaration);
        try {
            return ContentHash.of(ConfinedFolder.of(directory).read(path, WasmProcessKind.MAX_BINARY));
        } catch (IOException e) {
            throw new NotFoundException("fs", "no such folder: " + directory);
        } catch (KernelException e) {
            throw new NotFoundException("path", String.valueOf(e.getMessage()));
        }
    }

    private Path directory(Declaration declaration) throws NotFoundException {
        String id = declaration.entry().resolve(text(declaration, "fs"));
        Optional<Declaration> files = declarations.find(id);
        if (files.isEmpty()) {
            throw new NotFoundException(
                    "fs", "there is no entry \"" + id + "\"" + Nearest.hint(id, declarations.ids()));
        }
        if (!files.get().entry().kind().equals("fs.directory")) {
            throw new NotFoundException(
                    "fs", "\"" + id + "\" is a " + files.get().entry().kind() + " (needed is fs.directory)");
        }
        String directory = text(files.get(), "directory");
        try {
            return folder.root().resolve(directory).normalize();
        } catch (InvalidPathException e) {
            throw new NotFoundException("fs", "\"" + directory + "\" is no path");
        }
    }

    private static String text(Declaration declaration, String field) throws NotFoundException {
        Optional<Node> node = declaration.entry().data().get(field);
        if (node.isPresent()
                && node.get() instanceof Node.Scalar scalar
                && scalar.value() instanceof String text
                && !text.isEmpty()) {
            if (text.contains("${env:")) {
                throw new NotFoundException(field, "depends on the environment: " + text);
            }
            return text;
        }
        throw new NotFoundException(field, field + " is required");
    }
}
