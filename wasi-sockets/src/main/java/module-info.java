/** The WASI sockets interfaces, and what a guest may reach of the network. */
// A friend is compiled after this one, and not there yet.
@SuppressWarnings("module")
module dev.wippy.wasi.sockets {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;
    requires transitive dev.wippy.wasi.io;
    requires jdk.net;
    requires org.slf4j;

    exports dev.wippy.wasi.sockets;
    exports dev.wippy.wasi.sockets.network to
            dev.wippy.wasi.http;

    provides dev.wippy.kernel.spi.ImportModule with dev.wippy.wasi.sockets.SocketsModule;
}
