package dev.wippy.kernel;

import dev.wippy.kernel.spi.Node;
import java.util.Optional;

/**
 * A host import that an entry enables.
 *
 * @param name of an {@link dev.wippy.kernel.spi.ImportModule}, or one of its aliases
 * @param settings what the entry sets for it, if it does
 */
public record ImportDeclaration(String name, Optional<Node> settings) {

    /** A declaration without settings. */
    public static ImportDeclaration of(String name) {
        return new ImportDeclaration(name, Optional.empty());
    }
}
