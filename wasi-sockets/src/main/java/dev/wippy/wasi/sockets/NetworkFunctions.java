package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.wasi.io.IoError;
import java.util.Optional;

/** The interfaces {@code wasi:sockets/network} and {@code instance-network}. */
final class NetworkFunctions {

    @WitFunction("instance-network")
    Network network() {
        return new Network();
    }

    /** The type, for guests that import the interface for its sake and call nothing of it. */
    @WitFunction("[type]network")
    void type(Network type) {}

    @WitFunction("network-error-code")
    Optional<ErrorCode> errorCode(IoError error) {
        return error.cause() instanceof SocketException failed ? Optional.of(failed.code()) : Optional.empty();
    }
}
