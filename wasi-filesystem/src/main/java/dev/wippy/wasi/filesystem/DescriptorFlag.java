package dev.wippy.wasi.filesystem;

/** The flags {@code wasi:filesystem/types.descriptor-flags}. */
enum DescriptorFlag {
    READ, WRITE, FILE_INTEGRITY_SYNC, DATA_INTEGRITY_SYNC, REQUESTED_WRITE_SYNC, MUTATE_DIRECTORY
}
