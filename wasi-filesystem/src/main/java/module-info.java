/** The WASI file system interfaces. */
// A friend is compiled after this one, and not there yet.
@SuppressWarnings("module")
module dev.wippy.wasi.filesystem {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;
    requires transitive dev.wippy.wasi.io;
    requires org.slf4j;

    exports dev.wippy.wasi.filesystem;
    exports dev.wippy.wasi.filesystem.open to
            dev.wippy.wasi.preview1;

    provides dev.wippy.kernel.spi.ImportModule with
            dev.wippy.wasi.filesystem.FilesystemModule;
}
