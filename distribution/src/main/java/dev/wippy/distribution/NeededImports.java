package dev.wippy.distribution;

import dev.wippy.component.types.InterfaceName;
import dev.wippy.component.types.Version;
import dev.wippy.kernel.spi.ImportModule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an entry has to list in its {@code imports:} for a binary.
 *
 * @param modules the names to list, sorted; none that another one brings
 * @param missing what no module offers, in the order of the binary
 */
record NeededImports(List<String> modules, List<String> missing) {

    static NeededImports of(List<String> imports, List<ImportModule> modules) {
        Set<String> needed = new TreeSet<>();
        List<String> missing = new ArrayList<>();
        for (String each : imports) {
            modules.stream()
                    .filter(module -> module.name().equals(each) || module.aliases().contains(each)
                            || module.interfaces().stream().anyMatch(offered -> serves(offered, each)))
                    .findFirst()
                    .ifPresentOrElse(module -> needed.add(module.name()), () -> missing.add(each));
        }
        Set<String> brought = new HashSet<>();
        modules.stream()
                .filter(module -> needed.contains(module.name()))
                .forEach(module -> brought.addAll(module.brings()));
        needed.removeAll(brought);
        return new NeededImports(List.copyOf(needed), List.copyOf(missing));
    }

    private static boolean serves(String offered, String asked) {
        if (offered.equals(asked)) {
            return true;
        }
        if (offered.indexOf(':') < 0 || asked.indexOf(':') < 0) {
            return false;
        }
        InterfaceName one = InterfaceName.parse(offered);
        InterfaceName other = InterfaceName.parse(asked);
        Optional<Version> version = one.version();
        return one.unversioned().equals(other.unversioned()) && version.isPresent() && other.version().isPresent()
                && version.get().isCompatibleWith(other.version().get());
    }
}
