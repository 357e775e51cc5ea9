package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.Unsigned;
import dev.wippy.wasi.sockets.IpAddress.Ipv4Address;
import dev.wippy.wasi.sockets.IpAddress.Ipv6Address;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The variant {@code wasi:sockets/network.ip-socket-address}. */
public sealed interface IpSocketAddress {

    /** An address of IPv4, and a port. */
    record Ipv4(Ipv4SocketAddress address) implements IpSocketAddress {}

    /** An address of IPv6, and a port. */
    record Ipv6(Ipv6SocketAddress address) implements IpSocketAddress {}

    /** The record {@code ipv4-socket-address}. */
    record Ipv4SocketAddress(int port, Ipv4Address address) {}

    /**
     * The record {@code ipv6-socket-address}.
     *
     * @param flowInfo is not sent: Java has no place for it
     */
    record Ipv6SocketAddress(int port, @Unsigned int flowInfo, Ipv6Address address, @Unsigned int scopeId) {}

    /** What the guest gets of Java's. */
    static IpSocketAddress of(SocketAddress address) {
        var inet = (InetSocketAddress) address;
        InetAddress host = inet.getAddress();
        return switch (IpAddress.of(host)) {
            case IpAddress.Ipv4(var bytes) -> new Ipv4(new Ipv4SocketAddress(inet.getPort(), bytes));
            case IpAddress.Ipv6(var words) -> new Ipv6(
                    new Ipv6SocketAddress(inet.getPort(), 0, words, ((Inet6Address) host).getScopeId()));
        };
    }

    /**
     * Java's address of the guest's.
     *
     * @throws dev.wippy.component.bind.WitErrorException {@code invalid-argument} if it is of another family, or a mapped
     *     one
     */
    static InetSocketAddress java(IpSocketAddress address, IpAddressFamily family) {
        return switch (address) {
            case Ipv4(var ipv4) when family == IpAddressFamily.IPV4 ->
                new InetSocketAddress(IpAddress.java(ipv4.address().bytes()), ipv4.port());
            case Ipv6(var ipv6) when family == IpAddressFamily.IPV6 && !ipv6.address().isMapped() ->
                new InetSocketAddress(scoped(ipv6), ipv6.port());
            default -> throw ErrorCode.INVALID_ARGUMENT.failure();
        };
    }

    private static InetAddress scoped(Ipv6SocketAddress address) {
        try {
            int scope = address.scopeId();
            return Inet6Address.getByAddress(null, address.address().bytes(), scope == 0 ? -1 : scope);
        } catch (UnknownHostException | RuntimeException _) {
            throw ErrorCode.INVALID_ARGUMENT.failure();
        }
    }

    /** Where somebody can be reached: neither every address nor a group, and at a port. */
    static InetSocketAddress remote(IpSocketAddress address, IpAddressFamily family) {
        InetSocketAddress java = java(address, family);
        if (java.getAddress().isAnyLocalAddress() || java.getPort() == 0) {
            throw ErrorCode.INVALID_ARGUMENT.failure();
        }
        return java;
    }

    /** Whether an address stands for one host, or for all of this one's. */
    static boolean isUnicast(InetSocketAddress address) {
        byte[] bytes = address.getAddress().getAddress();
        boolean broadcast = bytes.length == 4 && (bytes[0] & bytes[1] & bytes[2] & bytes[3]) == -1;
        return !broadcast && !address.getAddress().isMulticastAddress();
    }

    /** Asks a channel for an address of its own. */
    @FunctionalInterface
    interface Asking {
        @Nullable
        SocketAddress ask() throws IOException;
    }

    /** The address that a channel tells. */
    static IpSocketAddress of(Asking asking) {
        try {
            SocketAddress address = asking.ask();
            if (address == null) {
                throw ErrorCode.INVALID_STATE.failure();
            }
            return of(address);
        } catch (IOException failed) {
            throw ErrorCode.of(failed).failure();
        }
    }
}
