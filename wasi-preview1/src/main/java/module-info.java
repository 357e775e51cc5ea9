/** WASI preview 1, for core modules. */
// The digit is part of the name that WASI gave it.
@SuppressWarnings("module")
module dev.wippy.wasi.preview1 {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;
    requires dev.wippy.wasi.io;
    requires dev.wippy.wasi.filesystem;

    exports dev.wippy.wasi.preview1;

    provides dev.wippy.kernel.spi.ImportModule with
            dev.wippy.wasi.preview1.Preview1Module;
}
