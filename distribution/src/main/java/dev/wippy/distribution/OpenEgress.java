package dev.wippy.distribution;

import dev.wippy.kernel.spi.Node;
import dev.wippy.registry.App;
import dev.wippy.registry.Entry;
import java.util.List;
import java.util.stream.Stream;

/** Which entries of an app may reach every public address: the default, which whoever reviews an app wants to see. */
final class OpenEgress {
    private static final List<String> IMPORTS = List.of("wasi:http", "wasi:sockets");

    private OpenEgress() {}

    /** A line for each. */
    static List<String> lines(App app) {
        return app.entries().stream().flatMap(OpenEgress::line).toList();
    }

    private static Stream<String> line(Entry entry) {
        List<String> names = entry.data().get("imports").stream()
                .flatMap(OpenEgress::names)
                .filter(IMPORTS::contains)
                .toList();
        return names.isEmpty()
                ? Stream.empty()
                : Stream.of(entry.id() + ": may reach every public address, by " + String.join(" and ", names)
                        + (denies(entry) ? ", but for those of its wasi.network.deny" : ""));
    }

    private static Stream<String> names(Node imports) {
        return imports instanceof Node.Sequence(_, List<Node> items)
                ? items.stream().map(item -> item instanceof Node.Mapping(_, List<Node.Pair> pairs) && !pairs.isEmpty()
                        ? pairs.getFirst().key()
                        : String.valueOf(item.toValue()))
                : Stream.empty();
    }

    private static boolean denies(Entry entry) {
        return entry.data().get("wasi")
                .flatMap(wasi -> wasi instanceof Node.Mapping map ? map.get("network") : java.util.Optional.empty())
                .flatMap(network -> network instanceof Node.Mapping map ? map.get("deny") : java.util.Optional.empty())
                .filter(deny -> deny instanceof Node.Sequence(_, List<Node> rules) && !rules.isEmpty())
                .isPresent();
    }
}
