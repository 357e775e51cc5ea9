package dev.wippy.component.wit;

import dev.wippy.component.types.ExternName;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.InterfaceName;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.wit.Origins.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints the items of an interface: what it uses of others, its types, its functions. */
final class InterfacePrinter {
    private final Lines lines;
    private final Origins origins;
    private final String of;
    private final Optional<String> packageName;
    private final TypeText text;
    private boolean any;

    /**
     * @param of the interface as the component spells it; empty for the world
     * @param packageName the package that it is printed in, whose interfaces it may name by their labels
     */
    InterfacePrinter(Lines lines, Origins origins, String of, Optional<String> packageName) {
        this.lines = lines;
        this.origins = origins;
        this.of = of;
        this.packageName = packageName;
        this.text = origins.text(of);
    }

    void print(List<NamedExtern> items) {
        uses(items);
        for (NamedExtern each : items) {
            if (used(each).isEmpty()) {
                type(each, items);
            }
        }
        for (NamedExtern each : items) {
            if (each.type() instanceof ExternType.OfFunction(var type)
                    && ExternName.parse(each.name()) instanceof ExternName.Plain) {
                blank();
                lines.add(TypeText.name(each.name()) + ": " + text.function(type, false) + ";");
            }
        }
    }

    private void blank() {
        if (any) {
            lines.add("");
        }
        any = true;
    }

    private void uses(List<NamedExtern> items) {
        Map<String, List<String>> used = new LinkedHashMap<>();
        for (NamedExtern each : items) {
            used(each).ifPresent(origin -> used.computeIfAbsent(origin.of(), _ -> new ArrayList<>())
                    .add(origin.name().equals(each.name())
                            ? TypeText.name(each.name())
                            : TypeText.name(origin.name()) + " as " + TypeText.name(each.name())));
        }
        used.forEach((from, names) -> {
            lines.add("use " + reference(from) + ".{" + String.join(", ", names) + "};");
            any = true;
        });
    }

    /** An interface by its label where it is of the same package. */
    private String reference(String from) {
        if (from.indexOf(':') < 0) {
            return from;
        }
        InterfaceName name = InterfaceName.parse(from);
        return packageName.isPresent() && packageName.get().equals(WitPrinter.packageOf(name)) ? name.name() : from;
    }

    /** The type of another interface that an item is. */
    private Optional<Origin> used(NamedExtern item) {
        return (switch (item.type()) {
            case ExternType.OfType(TypeDefinition.OfResource(var slot)) -> origins.first(slot);
            case ExternType.OfType(TypeDefinition.OfValue(var value)) -> origins.before(value);
            default -> Optional.<Origin>empty();
        }).filter(origin -> !origin.of().equals(of) && !origin.of().isEmpty());
    }

    private void type(NamedExtern item, List<NamedExtern> items) {
        String name = TypeText.name(item.name());
        switch (item.type()) {
            case ExternType.OfResource _ -> {
                blank();
                resource(item.name(), items);
            }
            case ExternType.OfType(TypeDefinition.OfResource(var slot)) -> {
                blank();
                Optional<Origin> first = origins.first(slot).filter(origin -> !origin.name().equals(item.name()));
                if (first.isPresent()) {
                    lines.add("type " + name + " = " + TypeText.name(first.get().name()) + ";");
                } else {
                    resource(item.name(), items);
                }
            }
            case ExternType.OfType(TypeDefinition.OfValue(var value)) -> {
                blank();
                Optional<Origin> before = origins.before(value).filter(origin -> !origin.name().equals(item.name()));
                if (before.isPresent()) {
                    lines.add("type " + name + " = " + TypeText.name(before.get().name()) + ";");
                } else {
                    value(name, value);
                }
            }
            case ExternType.OfType(var other) -> {
                blank();
                lines.add("// type " + name + ": " + sort(other));
            }
            default -> {}
        }
    }

    private static String sort(TypeDefinition type) {
        return switch (type) {
            case TypeDefinition.OfFunction _ -> "a function's type";
            case TypeDefinition.OfInstance _ -> "an instance's type";
            case TypeDefinition.OfComponent _ -> "a component's type";
            case TypeDefinition.OfValue _,TypeDefinition.OfResource _ -> "a type";
        };
    }

    private void value(String name, ValueType value) {
        switch (value) {
            case ValueType.Record(var fields) -> block("record " + name, fields.stream()
                    .map(each -> TypeText.name(each.name()) + ": " + text.type(each.type()))
                    .toList());
            case ValueType.Variant(var cases) -> block("variant " + name, cases.stream()
                    .map(each -> TypeText.name(each.name())
                            + each.payload().map(payload -> "(" + text.type(payload) + ")").orElse(""))
                    .toList());
            case ValueType.Enum(var names) -> block("enum " + name, names.stream().map(TypeText::name).toList());
            case ValueType.Flags(var names) -> block("flags " + name, names.stream().map(TypeText::name).toList());
            default -> lines.add("type " + name + " = " + text.plain(value) + ";");
        }
    }

    private void block(String head, List<String> parts) {
        lines.open(head + " {");
        parts.forEach(each -> lines.add(each + ","));
        lines.close("}");
    }

    private void resource(String resource, List<NamedExtern> items) {
        List<String> functions = new ArrayList<>();
        for (NamedExtern each : items) {
            if (each.type() instanceof ExternType.OfFunction(var type)) {
                member(resource, ExternName.parse(each.name()), type).ifPresent(functions::add);
            }
        }
        if (functions.isEmpty()) {
            lines.add("resource " + TypeText.name(resource) + ";");
            return;
        }
        lines.open("resource " + TypeText.name(resource) + " {");
        functions.forEach(lines::add);
        lines.close("}");
    }

    private Optional<String> member(String resource, ExternName name, FunctionType type) {
        return switch (name) {
            case ExternName.Constructor(var of) when of.equals(resource) ->
                Optional.of("constructor(" + text.parameters(type, false) + ")"
                        + (type.result().orElse(null) instanceof ValueType.ResultOf result
                                ? " -> " + text.type(result)
                                : "")
                        + ";");
            case ExternName.Method(var of, var label) when of.equals(resource) ->
                Optional.of(TypeText.name(label) + ": " + text.function(type, true) + ";");
            case ExternName.Static(var of, var label) when of.equals(resource) ->
                Optional.of(TypeText.name(label) + ": static " + text.function(type, false) + ";");
            default -> Optional.empty();
        };
    }
}
