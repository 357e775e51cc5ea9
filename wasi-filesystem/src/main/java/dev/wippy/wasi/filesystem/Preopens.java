package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.wasi.filesystem.open.Mounted;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
                .map(mount -> new Preopen(descriptor(mount), mount.guest()))
                .toList();
    }

    /** A new descriptor of the top directory of a mount. */
    static Descriptor descriptor(Mounted mounted) {
        mounted.top().retain();
        boolean mutable = !mounted.mount().readOnly();
        Set<DescriptorFlag> flags =
                mutable
                        ? EnumSet.of(DescriptorFlag.READ, DescriptorFlag.MUTATE_DIRECTORY)
                        : EnumSet.of(DescriptorFlag.READ);
        return new Descriptor(mounted.mount().fileSystem(), mounted.top(), flags, mutable);
    }

    /** A tuple of a directory and the path that it has for the guest. */
    record Preopen(Descriptor directory, String path) {}
}
