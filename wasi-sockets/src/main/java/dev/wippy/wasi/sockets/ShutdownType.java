package dev.wippy.wasi.sockets;

/** The enum {@code wasi:sockets/tcp.shutdown-type}. */
public enum ShutdownType {
    RECEIVE, SEND, BOTH
}
