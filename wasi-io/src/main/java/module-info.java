/** The WASI interfaces for input, output, polling and streams. */
module dev.wippy.wasi.io {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;
}
