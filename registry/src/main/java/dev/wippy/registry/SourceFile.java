package dev.wippy.registry;

import dev.wippy.kernel.spi.Position;
import java.nio.file.Path;

/**
 * A file that was read.
 *
 * @param path where it is
 * @param name as people are to see it: relative to the app root
 * @param text what it holds
 */
record SourceFile(Path path, String name, String text) {

    Position start() {
        return new Position(name, 1, 1);
    }
}
