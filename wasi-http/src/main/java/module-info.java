/** The WASI HTTP interfaces. */
module dev.wippy.wasi.http {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;

    exports dev.wippy.wasi.http;

    provides dev.wippy.kernel.spi.ImportModule with dev.wippy.wasi.http.HttpModule;
}
