package dev.wippy.wasi.sockets.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.spi.NetworkRule;
import dev.wippy.kernel.spi.NetworkSettings;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPolicyTest {
    private final List<String> warnings = new ArrayList<>();

    private NetworkPolicy policy(List<String> allow, List<String> deny, List<String> listen) {
        return new NetworkPolicy(new NetworkSettings(rules(allow), rules(deny), rules(listen)), warnings::add);
    }

    private static List<NetworkRule> rules(List<String> texts) {
        return texts.stream().map(NetworkRule::parse).toList();
    }

    private NetworkPolicy allowing(String... allow) {
        return policy(List.of(allow), List.of(), List.of());
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
        "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
        "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2a00::1", "64:ff9b::1.1.1.1", "2002:101:101::1"})
    void public_addresses_may_be_reached(String address) {
        assertTrue(allowing().mayReach(at(address, 443)));
        assertEquals(List.of(), warnings);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, this network", "0.1.2.3, this network",
        "10.0.0.1, private", "10.255.255.255, private",
        "100.64.0.0, shared by a carrier", "100.127.255.255, shared by a carrier",
        "127.0.0.1, loopback", "127.255.255.254, loopback",
        "169.254.169.254, link-local",
        "172.16.0.1, private", "172.31.255.255, private",
        "192.0.0.8, for protocols", "192.0.2.1, for documentation", "192.88.99.1, 6to4 relay",
        "192.168.1.1, private",
        "198.18.0.1, for benchmarks", "198.19.255.255, for benchmarks",
        "198.51.100.7, for documentation", "203.0.113.7, for documentation",
        "224.0.0.1, multicast", "239.255.255.255, multicast",
        "240.0.0.1, reserved", "255.255.255.255, reserved",
        "::, unspecified", "::1, loopback", "::7f00:1, no public unicast",
        "100::1, no public unicast", "4000::1, no public unicast",
        "2001::1, for protocols", "2001:1ff::1, for protocols", "2001:db8::1, for documentation",
        "3fff::1, for documentation",
        "fc00::1, private", "fdff::1, private",
        "fe80::1, link-local", "febf::1, link-local", "fec0::1, site-local", "ff02::1, multicast"})
    void special_addresses_may_not(String address, String kind) {
        assertFalse(allowing().mayReach(at(address, 80)));
        assertEquals(Optional.of(kind), SpecialAddresses.name(InetAddress.ofLiteral(address)));
        assertEquals(1, warnings.size());
    }

    @ParameterizedTest
    @CsvSource({
        "64:ff9b::a00:1, 'private, by way of 10.0.0.1'",
        "64:ff9b::7f00:1, 'loopback, by way of 127.0.0.1'",
        "2002:a9fe:a9fe::1, 'link-local, by way of 169.254.169.254'"})
    void an_address_that_leads_to_a_special_one_is_special(String address, String kind) {
        assertFalse(allowing().mayReach(at(address, 80)));
        assertEquals(Optional.of(kind), SpecialAddresses.name(InetAddress.ofLiteral(address)));
    }

    @Test
    void so_is_a_mapped_one_that_Java_did_not_unmap() throws Exception {
        byte[] bytes = HexFormat.of().parseHex("00000000000000000000ffff7f000001");
        InetAddress mapped = Inet6Address.getByAddress(null, bytes, -1);
        assertFalse(allowing().mayReach(new InetSocketAddress(mapped, 80)));
        assertEquals(Optional.of("loopback, by way of 127.0.0.1"), SpecialAddresses.name(mapped));
    }

    @Test
    void a_refusal_is_told_once_with_what_would_allow_it() {
        NetworkPolicy policy = allowing();
        policy.mayReach(at("127.0.0.1", 8080));
        policy.mayReach(at("127.0.0.1", 8080));
        policy.mayReach(at("fd00::1", 80));
        policy.mayListen(at("0.0.0.0", 80));
        assertEquals(
                List.of(
                        "network access to 127.0.0.1:8080 was refused (loopback); to allow it, write network: "
                                + "{allow: [\"127.0.0.1:8080\"]} under wasi",
                        "network access to [fd00:0:0:0:0:0:0:1]:80 was refused (private); to allow it, write network: "
                                + "{allow: [\"[fd00:0:0:0:0:0:0:1]:80\"]} under wasi",
                        "binding to 0.0.0.0:80 was refused (wasi.network.listen does not have it); to allow it, write "
                                + "network: {listen: [\"0.0.0.0:80\"]} under wasi"),
                warnings);
    }

    @Test
    void a_guest_can_t_fill_the_log() {
        NetworkPolicy policy = allowing();
        for (int port = 1; port < 1000; port++) {
            assertFalse(policy.mayReach(at("127.0.0.1", port)));
        }
        assertEquals(100, warnings.size());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, 127.0.0.1, 8080, true",
        "127.0.0.1:8080, 127.0.0.1, 8081, false",
        "127.0.0.1:8080, 127.0.0.2, 8080, false",
        "127.0.0.1, 127.0.0.1, 1, true",
        "10.0.0.0/8, 10.255.0.1, 5432, true",
        "10.0.0.0/8:5432, 10.255.0.1, 5432, true",
        "10.0.0.0/8:5432, 10.255.0.1, 5433, false",
        "10.0.0.0/8, 11.0.0.1, 5432, true",
        "172.16.0.0/13, 172.24.0.1, 80, false",
        "172.16.0.0/12, 172.24.0.1, 80, true",
        "0.0.0.0/0, 127.0.0.1, 80, true",
        "0.0.0.0/0, ::1, 80, false",
        "::1, ::1, 80, true",
        "[::1]:80, ::1, 80, true",
        "[::1]:80, ::1, 81, false",
        "fd00::/8, fdab::1, 81, true",
        "10.0.0.0/8, 64:ff9b::a00:1, 81, false"})
    void what_is_allowed_may_be_reached(String rule, String address, int port, boolean may) {
        assertEquals(may, allowing(rule).mayReach(at(address, port)));
    }

    @Test
    void deny_is_stronger_than_allow_and_reaches_through_embeddings() {
        NetworkPolicy policy = policy(List.of("10.0.0.0/8"), List.of("10.1.0.0/16", "1.1.1.1"), List.of());
        assertTrue(policy.mayReach(at("10.0.0.1", 80)));
        assertFalse(policy.mayReach(at("10.1.0.1", 80)));
        assertFalse(policy.mayReach(at("1.1.1.1", 80)));
        assertFalse(policy.mayReach(at("64:ff9b::1.1.1.1", 80)));
        assertTrue(policy.mayReach(at("1.1.1.2", 80)));
    }

    @Test
    void a_name_covers_only_what_this_process_resolved_through_it() {
        InetAddress inside = InetAddress.ofLiteral("10.0.0.7");
        NetworkPolicy policy = allowing("*.internal:5432");
        assertFalse(policy.mayReach(new InetSocketAddress(inside, 5432)));
        policy.resolved("evil.example", List.of(inside));
        assertFalse(policy.mayReach(new InetSocketAddress(inside, 5432)));
        policy.resolved("internal", List.of(inside));
        assertFalse(policy.mayReach(new InetSocketAddress(inside, 5432)));
        policy.resolved("DB.Internal.", List.of(inside));
        assertTrue(policy.mayReach(new InetSocketAddress(inside, 5432)));
        assertFalse(policy.mayReach(new InetSocketAddress(inside, 22)));
        assertFalse(allowing("*.internal:5432").mayReach(new InetSocketAddress(inside, 5432)));
    }

    @Test
    void a_name_that_is_denied_is_not_resolved() {
        NetworkPolicy policy = policy(List.of(), List.of("evil.example", "*.evil.example", "half.example:25"), List
                .of());
        assertFalse(policy.mayResolve("evil.example"));
        assertFalse(policy.mayResolve("a.evil.example"));
        assertTrue(policy.mayResolve("notevil.example"));
        assertTrue(policy.mayResolve("half.example"));
        policy.resolved("half.example", List.of(InetAddress.ofLiteral("1.2.3.4")));
        assertFalse(policy.mayReach(at("1.2.3.4", 25)));
        assertTrue(policy.mayReach(at("1.2.3.4", 443)));
    }

    @Test
    void more_names_than_are_remembered_are_not_given_out() {
        NetworkPolicy policy = allowing("*.internal");
        List<InetAddress> addresses = new ArrayList<>();
        for (int i = 0; i < NetworkPolicy.MAX_RESOLVED; i++) {
            addresses.add(InetAddress.ofLiteral("10.0." + i / 256 + "." + i % 256));
        }
        assertTrue(policy.resolved("a.internal", addresses));
        assertFalse(policy.resolved("b.internal", List.of(InetAddress.ofLiteral("10.1.0.0"))));
        assertTrue(policy.resolved("example.com", List.of(InetAddress.ofLiteral("10.1.0.0"))));
    }

    @Test
    void only_what_listen_has_may_be_bound_to() {
        NetworkPolicy policy = policy(List.of("127.0.0.1"), List.of(), List.of("127.0.0.1:8080", "[::1]:0"));
        assertTrue(policy.mayListen(at("127.0.0.1", 8080)));
        assertFalse(policy.mayListen(at("127.0.0.1", 0)));
        assertFalse(policy.mayListen(at("0.0.0.0", 8080)));
        assertTrue(policy.mayListen(at("::1", 0)));
    }
}
