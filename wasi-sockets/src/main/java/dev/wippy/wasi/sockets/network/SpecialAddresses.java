package dev.wippy.wasi.sockets.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import dev.wippy.kernel.spi.NetworkRule;
import dev.wippy.kernel.spi.NetworkRule.Addresses;

/**
 * The addresses that are not public: those of IANA's registries of special-purpose addresses for IPv4 and IPv6 (RFC
 * 6890), multicast, and all of IPv6 that is no global unicast (RFC 4291). An address of IPv6 that leads to one of IPv4 is
 * as public as that.
 */
final class SpecialAddresses {

    /** A block and what people call it. */
    private record Block(Addresses addresses, String name) {
        static Block of(String prefix, String name) {
            return new Block((Addresses) NetworkRule.parse(prefix), name);
        }
    }

    private static final List<Block> BLOCKS = List.of(
            Block.of("0.0.0.0/8", "this network"),
            Block.of("10.0.0.0/8", "private"),
            Block.of("100.64.0.0/10", "shared by a carrier"),
            Block.of("127.0.0.0/8", "loopback"),
            Block.of("169.254.0.0/16", "link-local"),
            Block.of("172.16.0.0/12", "private"),
            Block.of("192.0.0.0/24", "for protocols"),
            Block.of("192.0.2.0/24", "for documentation"),
            Block.of("192.88.99.0/24", "6to4 relay"),
            Block.of("192.168.0.0/16", "private"),
            Block.of("198.18.0.0/15", "for benchmarks"),
            Block.of("198.51.100.0/24", "for documentation"),
            Block.of("203.0.113.0/24", "for documentation"),
            Block.of("224.0.0.0/4", "multicast"),
            Block.of("240.0.0.0/4", "reserved"),
            Block.of("::/128", "unspecified"),
            Block.of("::1/128", "loopback"),
            Block.of("2001::/23", "for protocols"),
            Block.of("2001:db8::/32", "for documentation"),
            Block.of("3fff::/20", "for documentation"),
            Block.of("fc00::/7", "private"),
            Block.of("fe80::/10", "link-local"),
            Block.of("fec0::/10", "site-local"),
            Block.of("ff00::/8", "multicast"));

    private static final Addresses GLOBAL_UNICAST = (Addresses) NetworkRule.parse("2000::/3");

    /** IPv6 that holds an address of IPv4, and at which byte. */
    private record Embedding(Addresses addresses, int at) {
        static Embedding of(String prefix, int at) {
            return new Embedding((Addresses) NetworkRule.parse(prefix), at);
        }
    }

    private static final List<Embedding> EMBEDDINGS = List.of(
            // Mapped, which the bytes are not read as here: Java has no such object of IPv6.
            new Embedding(new Addresses("00000000000000000000ffff00000000", 96, OptionalInt.empty()), 12),
            Embedding.of("64:ff9b::/96", 12),
            Embedding.of("2002::/16", 2));

    private SpecialAddresses() {}

    /** The address of IPv4 that packets to this one end up at. */
    static Optional<InetAddress> embedded(InetAddress address) {
        return EMBEDDINGS.stream()
                .filter(each -> each.addresses().covers(address))
                .map(each -> ipv4(Arrays.copyOfRange(address.getAddress(), each.at(), each.at() + 4)))
                .findFirst();
    }

    private static InetAddress ipv4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    /** What sort of special address it is; empty for a public one. */
    static Optional<String> name(InetAddress address) {
        Optional<InetAddress> embedded = embedded(address);
        if (embedded.isPresent()) {
            return name(embedded.get()).map(name -> name + ", by way of " + embedded.get().getHostAddress());
        }
        Optional<String> name = BLOCKS.stream()
                .filter(each -> each.addresses().covers(address))
                .map(Block::name)
                .findFirst();
        boolean unicast = address instanceof Inet4Address || GLOBAL_UNICAST.covers(address);
        return name.or(() -> unicast ? Optional.empty() : Optional.of("no public unicast"));
    }
}
