package dev.wippy.component.programs;

import dev.wippy.component.Component;
import dev.wippy.component.HostImports;
import dev.wippy.component.HostInterface;
import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.Resource;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A host that offers whatever a component imports, and has nothing to give: no environment, no files, zeros for random
 * numbers, clocks that stand. Enough for a language runtime that only computes.
 */
final class IdleHost implements HostInterface {
    private final Map<String, ResourceType> resources;

    private IdleHost(Map<String, ResourceType> resources) {
        this.resources = resources;
    }

    static HostImports of(Component component) {
        Map<String, ResourceType> resources = new HashMap<>();
        HostImports.Builder imports = HostImports.builder();
        for (NamedExtern each : component.imports()) {
            imports.bind(each.name(), new IdleHost(resources));
        }
        return imports.build();
    }

    @Override
    public Optional<ResourceType> resource(String name) {
        return Optional.of(resources.computeIfAbsent(name, _ -> ResourceType.ofHost(name, _ -> {})));
    }

    @Override
    public Optional<ComponentFunction> function(String name, FunctionType type) {
        return Optional.of(arguments -> name.equals("get-random-bytes")
                ? new byte[Math.toIntExact((Long) arguments[0])]
                : type.result().map(this::nothing).orElse(null));
    }

    private Object nothing(ValueType type) {
        return switch (type) {
            case ValueType.Primitive primitive -> switch (primitive) {
                case BOOL -> false;
                case S64, U64 -> 0L;
                case F32 -> 0f;
                case F64 -> 0d;
                case STRING -> "";
                default -> 0;
            };
            case ValueType.ListOf list -> list.element() == ValueType.Primitive.U8 ? new byte[0] : new Object[0];
            case ValueType.Record(var fields) -> fields.stream().map(each -> nothing(each.type())).toArray();
            case ValueType.Tuple(var types) -> types.stream().map(this::nothing).toArray();
            case ValueType.OptionOf _ -> Optional.empty();
            case ValueType.Enum _,ValueType.Flags _ -> 0;
            case ValueType.ResultOf(var ok, _) -> CaseValue.ok(ok.map(this::nothing).orElse(null));
            case ValueType.Own(var slot) -> {
                ResourceType resource = resource(slot.name()).orElseThrow();
                yield new Resource(resource, slot.name());
            }
            default -> throw new IllegalArgumentException("no idle value of " + type);
        };
    }
}
