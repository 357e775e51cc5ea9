package dev.wippy.component.link;

import dev.wippy.component.binary.Slice;
import dev.wippy.component.types.ComponentType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ValueType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A component whose indices are resolved and whose items are typed.
 *
 * @param name for messages
 * @param type its type as others see it, its resource types bound in it
 * @param imports its imports, their resource types being slots of its own
 * @param exports its exports, likewise
 * @param exportSources where each export stands
 * @param steps what instantiates it, in order
 * @param registers how many registers its frame has
 * @param slots how many resource types it speaks of
 * @param names what items are called in messages, by register
 * @param later what it uses of 0.3, in order
 * @param aliases which value types are others under names of their own; by identity
 */
public record ResolvedComponent(String name, ComponentType type, List<NamedExtern> imports, List<NamedExtern> exports,
        List<Source> exportSources, List<ResolvedStep> steps, int registers, int slots, Map<Integer, String> names,
        List<String> later, Map<ValueType, ValueType> aliases) {

    public ResolvedComponent {
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
        exportSources = List.copyOf(exportSources);
        steps = List.copyOf(steps);
        later = List.copyOf(later);
    }

    /** The core modules that it and those nested in it define. */
    public List<Slice> modules() {
        return steps.stream().flatMap(each -> switch (each) {
            case ResolvedStep.DefineModule(_, var bytes, _) -> Stream.of(bytes);
            case ResolvedStep.DefineComponent(var component, _) -> component.modules().stream();
            default -> Stream.<Slice>empty();
        }).toList();
    }
}
