package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.WitFunction;
import java.util.List;

/** The interface {@code wasi:filesystem/preopens}. */
final class Preopens {
    private final List<Mounted> mounts;

    /** @param mounts in the order that the entry declares them */
    Preopens(List<Mounted> mounts) {
        this.mounts = List.copyOf(mounts);
    }

    @WitFunction("get-directories")
    List<Preopen> directories() {
        return mounts.stream()
                .map(mount -> new Preopen(mount.descriptor(), mount.guest()))
                .toList();
    }

    /** A tuple of a directory and the path that it has for the guest. */
    record Preopen(Descriptor directory, String path) {}
}
