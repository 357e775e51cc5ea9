package dev.wippy.wasi.filesystem;

import java.util.Set;

/** The flags {@code wasi:filesystem/types.path-flags}. */
enum PathFlag {
    SYMLINK_FOLLOW;

    /** Whether a symbolic link at the end of a path is followed. */
    static boolean follow(Set<PathFlag> flags) {
        return flags.contains(SYMLINK_FOLLOW);
    }
}
