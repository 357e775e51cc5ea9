package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.WitFunction;
import java.util.List;

/** The interface {@code wasi:filesystem/preopens}. */
final class Preopens {

    @WitFunction("get-directories")
    List<Preopen> directories() {
        return List.of();
    }

    /** A tuple of a directory and the path that it has for the guest. */
    record Preopen(Descriptor directory, String path) {}
}
