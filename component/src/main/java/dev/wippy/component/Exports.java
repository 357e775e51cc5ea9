package dev.wippy.component;

import dev.wippy.component.types.ExternName;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.InterfaceName;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds what a component exports by name. */
final class Exports {
    private final List<ExportedFunction> functions = new ArrayList<>();
    private final List<ExportedInterface> interfaces = new ArrayList<>();

    private record ExportedInterface(String text, Optional<InterfaceName> name, int position,
            List<ExportedFunction> functions) {

        Optional<Version> version() {
            return name.flatMap(InterfaceName::version);
        }
    }

    Exports(List<NamedExtern> externs) {
        for (int i = 0; i < externs.size(); i++) {
            NamedExtern export = externs.get(i);
            switch (export.type()) {
                case ExternType.OfFunction(var type) -> functions.add(new ExportedFunction(export.name(), type, i));
                case ExternType.OfInstance(var type) -> interfaces.add(ofInstance(export.name(), type.exports(), i));
                default -> {}
            }
        }
    }

    private static ExportedInterface ofInstance(String text, List<NamedExtern> items, int position) {
        List<ExportedFunction> found = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).type() instanceof ExternType.OfFunction(var type)) {
                found.add(new ExportedFunction(text + "#" + items.get(i).name(), type, position, i));
            }
        }
        Optional<InterfaceName> name = ExternName.parse(text) instanceof ExternName.Interface(var parsed)
                ? Optional.of(parsed)
                : Optional.empty();
        return new ExportedInterface(text, name, position, found);
    }

    /** All functions, in order. */
    List<ExportedFunction> functions() {
        List<ExportedFunction> all = new ArrayList<>(functions);
        interfaces.forEach(each -> all.addAll(each.functions()));
        all.sort(Comparator.comparing((ExportedFunction each) -> each.path()[0])
                .thenComparing(each -> each.path()[each.path().length - 1]));
        return List.copyOf(all);
    }

    Optional<ExportedFunction> function(String method) {
        int hash = method.indexOf('#');
        if (hash < 0) {
            return named(functions, method);
        }
        String instance = method.substring(0, hash);
        return newestFirst(instance)
                .flatMap(each -> named(each.functions(), each.text() + method.substring(hash)).stream())
                .findFirst();
    }

    /** Where the exported instance stands that the name means. */
    Optional<Integer> instance(String name) {
        return newestFirst(name).findFirst().map(ExportedInterface::position);
    }

    /** What an exported instance exports. */
    static List<NamedExtern> items(NamedExtern instance) {
        return instance.type() instanceof ExternType.OfInstance(var type) ? type.exports() : List.of();
    }

    private Stream<ExportedInterface> newestFirst(String instance) {
        return candidates(instance).stream()
                .sorted(Comparator.comparing((ExportedInterface each) -> each.version().orElse(null),
                        Comparator.nullsFirst(Comparator.<Version>naturalOrder())).reversed());
    }

    /** The instances that the name may mean: those of that very name, else of that interface, else of one package. */
    private List<ExportedInterface> candidates(String instance) {
        List<ExportedInterface> exact = matching(each -> each.text().equals(instance));
        if (!exact.isEmpty()) {
            return exact;
        }
        List<ExportedInterface> anyVersion = matching(
                each -> each.name().map(name -> name.unversioned().toString().equals(instance)).orElse(false));
        if (!anyVersion.isEmpty()) {
            return anyVersion;
        }
        List<ExportedInterface> byLabel = matching(
                each -> each.name().map(name -> name.name().equals(instance)).orElse(false));
        long packages = byLabel.stream().flatMap(each -> each.name().stream()).map(InterfaceName::unversioned)
                .distinct().count();
        return packages == 1 ? byLabel : List.of();
    }

    private List<ExportedInterface> matching(Predicate<ExportedInterface> condition) {
        return interfaces.stream().filter(condition).toList();
    }

    private static Optional<ExportedFunction> named(List<ExportedFunction> among, String name) {
        return among.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
