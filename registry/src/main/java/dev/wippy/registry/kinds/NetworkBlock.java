package dev.wippy.registry.kinds;

import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.NetworkRule;
import dev.wippy.kernel.spi.NetworkSettings;
import java.util.ArrayList;
import java.util.List;

/** The {@code wasi.network} block of an entry: {@code allow}, {@code deny} and {@code listen} (SPEC section 5). */
final class NetworkBlock {
    private NetworkBlock() {}

    static NetworkSettings read(Fields wasi) {
        return wasi.map("network")
                .map(network -> new NetworkSettings(
                        rules(network, "allow"), rules(network, "deny"), listen(network)))
                .orElse(NetworkSettings.DEFAULT);
    }

    private static List<NetworkRule> rules(Fields network, String field) {
        var rules = new ArrayList<NetworkRule>();
        List<String> texts = network.strings(field);
        for (int i = 0; i < texts.size(); i++) {
            try {
                rules.add(NetworkRule.parse(texts.get(i)));
            } catch (IllegalArgumentException wrong) {
                network.problem(field + "[" + i + "]", String.valueOf(wrong.getMessage()));
            }
        }
        return rules;
    }

    private static List<NetworkRule> listen(Fields network) {
        List<NetworkRule> rules = rules(network, "listen");
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i) instanceof NetworkRule.Name name) {
                network.problem(
                        "listen[" + i + "]", "\"" + name.name() + "\" is a name, and only addresses are bound to");
            }
        }
        return rules;
    }
}
