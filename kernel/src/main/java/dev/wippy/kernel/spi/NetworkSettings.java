package dev.wippy.kernel.spi;

import java.util.List;

/**
 * What an entry says of the network; see {@link ProcessContext#config}. It grants nothing by itself: without an import
 * that reaches the network there is none.
 *
 * @param allow addresses and names that may be reached beside public addresses
 * @param deny addresses and names that may not be reached; stronger than {@code allow}
 * @param listen addresses that may be bound to; no names
 */
public record NetworkSettings(List<NetworkRule> allow, List<NetworkRule> deny, List<NetworkRule> listen) {

    /** Public addresses only, and none to bind to. */
    public static final NetworkSettings DEFAULT = new NetworkSettings(List.of(), List.of(), List.of());

    public NetworkSettings {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        listen = List.copyOf(listen);
    }
}
