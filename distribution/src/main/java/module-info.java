/** The command line and the zip that a person unpacks and runs. */
module dev.wippy.distribution {
    requires static org.jspecify;
    requires dev.wippy.engine;
    requires dev.wippy.kernel;
    requires dev.wippy.wasi.io;
    requires dev.wippy.wasi.cli;
    requires dev.wippy.wasi.filesystem;
    requires dev.wippy.wasi.preview1;
    requires dev.wippy.wasi.sockets;
    requires dev.wippy.wasi.http;
    requires dev.wippy.registry;
    requires dev.wippy.embed;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires jdk.unsupported;
    requires org.slf4j;

    opens dev.wippy.distribution to
            info.picocli;
}
