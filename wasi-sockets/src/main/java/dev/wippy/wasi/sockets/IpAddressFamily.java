package dev.wippy.wasi.sockets;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;

/** The enum {@code wasi:sockets/network.ip-address-family}. */
public enum IpAddressFamily {
    IPV4, IPV6;

    ProtocolFamily protocol() {
        return this == IPV4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    boolean has(InetAddress address) {
        return this == IPV4 ? address instanceof Inet4Address : address instanceof Inet6Address;
    }
}
