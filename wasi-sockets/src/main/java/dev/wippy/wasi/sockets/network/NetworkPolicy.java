package dev.wippy.wasi.sockets.network;

import dev.wippy.kernel.spi.NetworkRule;
import dev.wippy.kernel.spi.NetworkRule.Addresses;
import dev.wippy.kernel.spi.NetworkRule.Name;
import dev.wippy.kernel.spi.NetworkSettings;
import dev.wippy.kernel.spi.ProcessContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one process may reach of the network (SPEC section 5): public addresses, and beside them what its entry's
 * {@code wasi.network} allows. It is asked about the very address that is then connected to. Safe for use by many threads.
 */
public final class NetworkPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkPolicy.class);

    /** Addresses by name that are remembered for a process. */
    static final int MAX_RESOLVED = 4096;

    /** Refusals that are told; each address once, lest a guest fill the log. */
    private static final int MAX_TOLD = 100;

    private final NetworkSettings settings;
    private final Consumer<String> warnings;
    private final Map<InetAddress, Set<Name>> resolved = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    /** @param warnings takes a line for each refusal */
    public NetworkPolicy(NetworkSettings settings, Consumer<String> warnings) {
        this.settings = settings;
        this.warnings = warnings;
    }

    /** The policy of a process, by its entry's settings. */
    public static NetworkPolicy of(ProcessContext process) {
        return new NetworkPolicy(
                process.config(NetworkSettings.class).orElse(NetworkSettings.DEFAULT),
                line -> LOG.warn("{} {}: {}", process.pid(), process.entry(), line));
    }

    /** What the entry says; processes of equal settings may share connections. */
    public NetworkSettings settings() {
        return settings;
    }

    /** Whether the process may send to an address; a refusal is logged. */
    public boolean mayReach(InetSocketAddress address) {
        Optional<String> why = whyNotReach(address);
        why.ifPresent(reason -> refuse("network access to", text(address), reason, "allow"));
        return why.isEmpty();
    }

    private Optional<String> whyNotReach(InetSocketAddress address) {
        InetAddress host = withoutScope(address.getAddress());
        Optional<InetAddress> embedded = SpecialAddresses.embedded(host);
        int port = address.getPort();
        if (matches(settings.deny(), host, port)
                || embedded.isPresent() && matches(settings.deny(), embedded.get(), port)) {
            return Optional.of("denied by wasi.network.deny");
        }
        return matches(settings.allow(), host, port) ? Optional.empty() : SpecialAddresses.name(host);
    }

    private boolean matches(List<NetworkRule> rules, InetAddress host, int port) {
        Set<Name> names = names(host);
        return rules.stream().anyMatch(rule -> rule.coversPort(port) && switch (rule) {
            case Addresses addresses -> addresses.covers(host);
            case Name name -> names.contains(name);
        });
    }

    private synchronized Set<Name> names(InetAddress host) {
        return Set.copyOf(resolved.getOrDefault(host, Set.of()));
    }

    /** Whether the process may receive at an address of this machine; a refusal is logged. */
    public boolean mayListen(InetSocketAddress address) {
        InetAddress host = withoutScope(address.getAddress());
        boolean may = matches(settings.listen(), host, address.getPort());
        if (!may) {
            refuse("binding to", text(address), "wasi.network.listen does not have it", "listen");
        }
        return may;
    }

    /** Whether the process may ask for a name's addresses; a refusal is logged. */
    public boolean mayResolve(String name) {
        boolean denied = settings.deny().stream()
                .anyMatch(rule -> rule instanceof Name each && each.port().isEmpty() && each.covers(name));
        if (denied) {
            refuse("resolving", name, "denied by wasi.network.deny", "allow");
        }
        return !denied;
    }

    /**
     * The process resolved a name: from now on the rules about it cover the addresses.
     *
     * @return whether they could be remembered; if not, the process must not get them
     */
    public synchronized boolean resolved(String name, List<InetAddress> addresses) {
        Set<Name> rules = new HashSet<>();
        for (List<NetworkRule> each : List.of(settings.allow(), settings.deny())) {
            each.forEach(rule -> {
                if (rule instanceof Name covering && covering.covers(name)) {
                    rules.add(covering);
                }
            });
        }
        if (rules.isEmpty()) {
            return true;
        }
        if (resolved.size() + addresses.size() > MAX_RESOLVED) {
            return false;
        }
        addresses.forEach(address -> resolved.computeIfAbsent(withoutScope(address), _ -> new HashSet<>()).addAll(
                rules));
        return true;
    }

    private void refuse(String what, String which, String why, String field) {
        synchronized (this) {
            if (told.size() >= MAX_TOLD || !told.add(what + which)) {
                return;
            }
        }
        String advice = why.startsWith("denied")
                ? ""
                : "; to allow it, write network: {%s: [\"%s\"]} under wasi".formatted(field, which);
        warnings.accept("%s %s was refused (%s)%s".formatted(what, which, why, advice));
    }

    /** Two addresses that differ only in the interface that they are reached by are one to a rule. */
    private static InetAddress withoutScope(InetAddress address) {
        if (address instanceof Inet6Address scoped && scoped.getScopeId() != 0) {
            try {
                return Inet6Address.getByAddress(null, scoped.getAddress(), -1);
            } catch (java.net.UnknownHostException impossible) {
                throw new IllegalArgumentException(impossible);
            }
        }
        return address;
    }

    private static String text(InetSocketAddress address) {
        String host = withoutScope(address.getAddress()).getHostAddress();
        return host.contains(":") ? "[" + host + "]:" + address.getPort() : host + ":" + address.getPort();
    }
}
