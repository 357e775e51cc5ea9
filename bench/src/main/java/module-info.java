/** Benchmarks of the other modules. */
module dev.wippy.bench {
    requires static org.jspecify;
    requires dev.wippy.kernel;
    requires reactor.core;
    requires dev.wippy.wasi.io;
    requires dev.wippy.wasi.cli;
    requires dev.wippy.wasi.filesystem;
    requires dev.wippy.wasi.http;
    requires dev.wippy.registry;
    requires jmh.core;
    requires java.management;
    requires jdk.management;
    requires dev.wippy.engine;
}
