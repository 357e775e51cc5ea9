package dev.wippy.wasi.sockets;

import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.wasi.sockets.network.NameResolver;
import dev.wippy.wasi.sockets.network.NetworkPolicy;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * What {@code imports: [wasi:sockets]} enables: {@code wasi:sockets} whole, as far as the entry's {@code wasi.network}
 * lets it.
 */
public final class SocketsModule implements ImportModule {
    private static final String NETWORK = "wasi:sockets/network@0.2.12";
    private static final String INSTANCE_NETWORK = "wasi:sockets/instance-network@0.2.12";
    private static final String TCP = "wasi:sockets/tcp@0.2.12";
    private static final String TCP_CREATE_SOCKET = "wasi:sockets/tcp-create-socket@0.2.12";
    private static final String UDP = "wasi:sockets/udp@0.2.12";
    private static final String UDP_CREATE_SOCKET = "wasi:sockets/udp-create-socket@0.2.12";
    private static final String IP_NAME_LOOKUP = "wasi:sockets/ip-name-lookup@0.2.12";

    private final SelectorLoop loop = new SelectorLoop();
    private final NameResolver resolver = new NameResolver();

    @Override
    public String name() {
        return "wasi:sockets";
    }

    @Override
    public List<String> interfaces() {
        return List.of(
                NETWORK, INSTANCE_NETWORK, TCP, TCP_CREATE_SOCKET, UDP, UDP_CREATE_SOCKET, IP_NAME_LOOKUP);
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        var sockets = new ProcessSockets(process, loop, NetworkPolicy.of(process));
        process.onClose(sockets);
        var lookup = MethodHandles.lookup();
        var network = new NetworkFunctions();
        var tcp = new TcpFunctions(sockets);
        var udp = new UdpFunctions(sockets);
        imports.bind(NETWORK, network, lookup);
        imports.bind(INSTANCE_NETWORK, network, lookup);
        imports.bind(TCP, tcp, lookup);
        imports.bind(TCP_CREATE_SOCKET, tcp, lookup);
        imports.bind(UDP, udp, lookup);
        imports.bind(UDP_CREATE_SOCKET, udp, lookup);
        imports.bind(IP_NAME_LOOKUP, new NameLookup(sockets.policy(), resolver), lookup);
    }

    @Override
    public void close() {
        loop.close();
        resolver.close();
    }
}
