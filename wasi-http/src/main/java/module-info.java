/** The WASI HTTP interfaces, on Vert.x. */
module dev.wippy.wasi.http {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;
    requires dev.wippy.wasi.io;
    requires dev.wippy.wasi.sockets;
    requires transitive io.vertx.core;
    requires io.netty.codec.http;
    requires io.netty.transport;
    requires org.slf4j;

    exports dev.wippy.wasi.http;

    provides dev.wippy.kernel.spi.ImportModule with dev.wippy.wasi.http.HttpModule;
}
