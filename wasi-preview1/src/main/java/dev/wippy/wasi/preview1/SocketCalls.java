package dev.wippy.wasi.preview1;

/** The functions on sockets. Preview 1 has none that makes one, and no entry is given any: no descriptor is a socket. */
final class SocketCalls {
    private final Descriptors descriptors;

    SocketCalls(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    void addTo(Calls calls) {
        calls.add("sock_accept", "iii", (_, words) -> refuse(words));
        calls.add("sock_recv", "iiiiii", (_, words) -> refuse(words));
        calls.add("sock_send", "iiiii", (_, words) -> refuse(words));
        calls.add("sock_shutdown", "ii", (_, words) -> refuse(words));
    }

    private void refuse(Calls.Words words) {
        descriptors.get(words.number(0));
        throw new ErrnoException(Errno.NOTSOCK);
    }
}
