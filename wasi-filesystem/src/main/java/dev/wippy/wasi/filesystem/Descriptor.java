package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.WitResource;

/** The resource {@code wasi:filesystem/types.descriptor}. None exists until entries have mounts. */
@WitResource("descriptor")
final class Descriptor {
    private Descriptor() {}
}
