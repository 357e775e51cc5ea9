package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.Unsigned;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** The variant {@code wasi:sockets/network.ip-address}. */
public sealed interface IpAddress {

    /** An address of IPv4. */
    record Ipv4(Ipv4Address address) implements IpAddress {}

    /** An address of IPv6. */
    record Ipv6(Ipv6Address address) implements IpAddress {}

    /** The tuple of an address's four bytes. */
    record Ipv4Address(@Unsigned byte a, @Unsigned byte b, @Unsigned byte c, @Unsigned byte d) {

        static Ipv4Address of(byte[] bytes) {
            return new Ipv4Address(bytes[0], bytes[1], bytes[2], bytes[3]);
        }

        byte[] bytes() {
            return new byte[]{a, b, c, d};
        }
    }

    /** The tuple of an address's eight words. */
    record Ipv6Address(@Unsigned short a, @Unsigned short b, @Unsigned short c, @Unsigned short d,
            @Unsigned short e, @Unsigned short f, @Unsigned short g, @Unsigned short h) {

        static Ipv6Address of(byte[] bytes) {
            var words = ByteBuffer.wrap(bytes).asShortBuffer();
            return new Ipv6Address(words.get(), words.get(), words.get(), words.get(), words.get(), words.get(),
                    words.get(), words.get());
        }

        byte[] bytes() {
            return ByteBuffer.allocate(16).putShort(a).putShort(b).putShort(c).putShort(d).putShort(e).putShort(f)
                    .putShort(g).putShort(h).array();
        }

        /** Whether it is one of IPv4, mapped. */
        boolean isMapped() {
            return a == 0 && b == 0 && c == 0 && d == 0 && e == 0 && f == -1;
        }
    }

    /** Java's address as the guest gets it. */
    static IpAddress of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? new Ipv4(Ipv4Address.of(bytes)) : new Ipv6(Ipv6Address.of(bytes));
    }

    /** Java's address of bytes. */
    static InetAddress java(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
