package dev.wippy.wasi.filesystem;

/** The flags {@code wasi:filesystem/types.open-flags}. */
enum OpenFlag {
    CREATE, DIRECTORY, EXCLUSIVE, TRUNCATE
}
