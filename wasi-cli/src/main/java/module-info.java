/** The WASI interfaces of a command: arguments, environment, exit, standard streams, terminals. */
module dev.wippy.wasi.cli {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;
    requires transitive dev.wippy.wasi.io;

    exports dev.wippy.wasi.cli;

    provides dev.wippy.kernel.spi.ImportModule with
            dev.wippy.wasi.cli.CliModule;
}
