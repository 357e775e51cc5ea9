/** The WASI interfaces of a command: arguments, environment, standard streams, clocks, random. */
module dev.wippy.wasi.cli {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;
    requires transitive dev.wippy.wasi.io;
}
