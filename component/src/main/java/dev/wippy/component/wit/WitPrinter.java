package dev.wippy.component.wit;

import dev.wippy.component.types.ExternName;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.InterfaceName;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints a component as a WIT package of one world, and the packages of the interfaces that it names. */
public final class WitPrinter {
    private static final String WORLD = "";

    private final Lines lines = new Lines();
    private final Origins origins;
    private final List<NamedExtern> imports;
    private final List<NamedExtern> exports;

    private WitPrinter(List<NamedExtern> imports, List<NamedExtern> exports, Map<ValueType, ValueType> aliases) {
        this.imports = imports;
        this.exports = exports;
        this.origins = new Origins(aliases);
        origins.add(WORLD, imports);
        origins.add(WORLD, exports);
    }

    /**
     * Prints imports and exports.
     *
     * @param aliases which value types are others under names of their own; by identity
     */
    public static String print(List<NamedExtern> imports, List<NamedExtern> exports,
            Map<ValueType, ValueType> aliases) {
        WitPrinter printer = new WitPrinter(imports, exports, aliases);
        printer.world();
        printer.packages();
        return printer.lines.toString();
    }

    private void world() {
        lines.add("package root:component;").add("").open("world root {");
        List<NamedExtern> types = new ArrayList<>();
        List<NamedExtern> functions = new ArrayList<>();
        for (NamedExtern each : imports) {
            switch (each.type()) {
                case ExternType.OfFunction _ -> functions.add(each);
                case ExternType.OfType _,ExternType.OfResource _ -> types.add(each);
                default -> item("import", each);
            }
        }
        boolean any = types.size() + functions.size() < imports.size();
        exports.stream().filter(each -> sortIsType(each.type())).forEach(types::add);
        List<NamedExtern> methods = functions.stream().filter(WitPrinter::belongsToResource).toList();
        List<NamedExtern> printed = new ArrayList<>(types);
        printed.addAll(methods);
        if (!types.isEmpty()) {
            if (any) {
                lines.add("");
            }
            new InterfacePrinter(lines, origins, WORLD, Optional.empty()).print(printed);
            any = true;
        }
        for (NamedExtern each : functions) {
            if (!methods.contains(each)) {
                item("import", each);
                any = true;
            }
        }
        if (any && exports.stream().anyMatch(each -> !sortIsType(each.type()))) {
            lines.add("");
        }
        exports.stream().filter(each -> !sortIsType(each.type())).forEach(each -> item("export", each));
        lines.close("}");
    }

    private static boolean belongsToResource(NamedExtern item) {
        return switch (ExternName.parse(item.name())) {
            case ExternName.Constructor _,ExternName.Method _,ExternName.Static _ -> true;
            case ExternName.Plain _,ExternName.Interface _ -> false;
        };
    }

    private static boolean sortIsType(ExternType type) {
        return type instanceof ExternType.OfType || type instanceof ExternType.OfResource;
    }

    private void item(String direction, NamedExtern each) {
        each.attributes().externalId().ifPresent(id -> lines.add("@external-id(" + Lines.quoted(id) + ")"));
        boolean isInterface = ExternName.parse(each.name()) instanceof ExternName.Interface;
        switch (each.type()) {
            case ExternType.OfInstance _ when isInterface -> lines.add(direction + " " + each.name() + ";");
            case ExternType.OfInstance _ when each.attributes().implemented().isPresent() ->
                lines.add(direction + " " + TypeText.name(each.name()) + ": " + each.attributes().implemented().get()
                        + ";");
            case ExternType.OfInstance(var type) -> {
                lines.open(direction + " " + TypeText.name(each.name()) + ": interface {");
                new InterfacePrinter(lines, origins, each.name(), Optional.empty()).print(type.exports());
                lines.close("}");
            }
            case ExternType.OfFunction(var type) -> lines.add(direction + " " + TypeText.name(each.name()) + ": "
                    + origins.text(WORLD).function(type, false) + ";");
            case ExternType.OfModule _ -> lines.add("// " + direction + " " + each.name() + ": core module");
            case ExternType.OfComponent _ -> lines.add("// " + direction + " " + each.name() + ": component");
            case ExternType.OfType _,ExternType.OfResource _ -> throw new IllegalArgumentException("a type");
        }
    }

    /** The interfaces, by package and version; one that is imported and exported has the items of both. */
    private void packages() {
        Map<String, Map<String, List<NamedExtern>>> packages = new LinkedHashMap<>();
        for (List<NamedExtern> each : List.of(imports, exports)) {
            for (NamedExtern item : each) {
                if (item.type() instanceof ExternType.OfInstance(var type)) {
                    interfaceOf(item).ifPresent(name -> merge(packages
                            .computeIfAbsent(packageOf(name), _ -> new LinkedHashMap<>())
                            .computeIfAbsent(name.name(), _ -> new ArrayList<>()), type.exports()));
                }
            }
        }
        packages.forEach((name, interfaces) -> {
            lines.add("").open("package " + name + " {");
            boolean[] any = new boolean[1];
            interfaces.forEach((label, items) -> {
                if (any[0]) {
                    lines.add("");
                }
                any[0] = true;
                String whole = whole(name, label);
                lines.open("interface " + TypeText.name(label) + " {");
                new InterfacePrinter(lines, origins, whole, Optional.of(name)).print(items);
                lines.close("}");
            });
            lines.close("}");
        });
    }

    private static Optional<InterfaceName> interfaceOf(NamedExtern item) {
        return ExternName.parse(item.name()) instanceof ExternName.Interface(var name)
                ? Optional.of(name)
                : item.attributes().implemented().map(InterfaceName::parse);
    }

    /** {@code ns:pkg@1.2.3}. */
    static String packageOf(InterfaceName name) {
        return name.namespace() + ":" + name.packageName() + name.version().map(each -> "@" + each).orElse("");
    }

    private static String whole(String packageName, String label) {
        int at = packageName.indexOf('@');
        return at < 0
                ? packageName + "/" + label
                : packageName.substring(0, at) + "/" + label + packageName.substring(at);
    }

    private static void merge(List<NamedExtern> into, List<NamedExtern> more) {
        for (NamedExtern each : more) {
            if (into.stream().noneMatch(known -> known.name().equals(each.name()))) {
                into.add(each);
            }
        }
    }
}
