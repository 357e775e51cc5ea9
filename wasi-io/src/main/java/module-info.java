/** The WASI interfaces for input and output: errors, polling, streams; clocks; random numbers. */
module dev.wippy.wasi.io {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;

    exports dev.wippy.wasi.io;

    provides dev.wippy.kernel.spi.ImportModule with
            dev.wippy.wasi.io.IoModule,
            dev.wippy.wasi.io.ClocksModule,
            dev.wippy.wasi.io.RandomModule,
            dev.wippy.wasi.io.MailboxPollModule;
}
