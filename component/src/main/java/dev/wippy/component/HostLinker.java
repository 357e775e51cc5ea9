package dev.wippy.component;

import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.ExternName;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.InstanceType;
import dev.wippy.component.types.InterfaceName;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.engine.Trap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the host's items for the imports of instances of one component. */
final class HostLinker {
    private static final Object NO_FORM = "a type";

    private final List<Import> imports;

    /** An import with its name read. */
    private record Import(NamedExtern item, Optional<InterfaceName> name, Optional<InterfaceName> implemented) {}

    HostLinker(List<NamedExtern> imports) {
        this.imports = imports.stream().map(each -> new Import(each, interfaceName(each.name()),
                each.attributes().implemented().map(InterfaceName::parse))).toList();
    }

    private static Optional<InterfaceName> interfaceName(String text) {
        return ExternName.parse(text) instanceof ExternName.Interface(var name) ? Optional.of(name) : Optional.empty();
    }

    /** The items for one instance, in the order of the imports. */
    Object[] arguments(InstanceOptions options) {
        Link link = new Link(options);
        Object[] arguments = new Object[imports.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = link.argument(imports.get(i));
        }
        return arguments;
    }

    /** The linking of one instance. */
    private static final class Link {
        private final InstanceOptions options;
        /** The resource types found so far, by slot: where an interface uses one of another's, both mean the same. */
        private final Map<Integer, ResourceType> resources = new HashMap<>();

        Link(InstanceOptions options) {
            this.options = options;
        }

        private Object argument(Import each) {
            HostImports host = options.imports();
            return each.item().type() instanceof ExternType.OfInstance(var type)
                    ? instance(each.item().name(), type,
                            offered(each, host))
                    : item("", each.item(), host.world());
        }

        /** An instance by a plain name may still say which interface it is of. */
        private static Optional<HostInterface> offered(Import each, HostImports host) {
            return each.name().isPresent()
                    ? host.instance(each.name().get())
                    : host.instance(each.item().name()).or(() -> each.implemented().flatMap(host::instance));
        }

        private Object[] instance(String name, InstanceType type, Optional<HostInterface> offered) {
            Object[] items = new Object[type.exports().size()];
            for (int i = 0; i < items.length; i++) {
                items[i] = item(name, type.exports().get(i), offered);
            }
            return items;
        }

        private Object item(String of, NamedExtern each, Optional<HostInterface> offered) {
            return switch (each.type()) {
                case ExternType.OfFunction(var type) -> function(of, each.name(), type, offered);
                case ExternType.OfResource(var slot) -> resource(each.name(), slot, offered);
                case ExternType.OfType(TypeDefinition.OfResource(var slot)) -> resource(each.name(), slot, offered);
                case ExternType.OfType _ -> NO_FORM;
                case ExternType.OfInstance(var type) -> instance(each.name(), type, Optional.empty());
                case ExternType.OfComponent _ -> throw new UnsupportedComponentException(
                        "the component imports a component, '" + each.name() + "', which a host can't offer");
                case ExternType.OfModule _ -> throw new UnsupportedComponentException(
                        "the component imports a core module, '" + each.name() + "', which a host can't offer");
            };
        }

        private ComponentFunction function(String of, String name, FunctionType type, Optional<HostInterface> offered) {
            try {
                return offered.flatMap(each -> each.function(name, type)).orElseGet(() -> missing(of, name));
            } catch (ImportMismatchException mismatch) {
                throw new ImportMismatchException("import " + path(of, name) + " is offered under another type: "
                        + mismatch.getMessage());
            }
        }

        private ComponentFunction missing(String of, String name) {
            return _ -> {
                options.missing().called(of, name);
                throw new Trap("the import " + path(of, name) + " is not offered by the host");
            };
        }

        private static String path(String of, String name) {
            return of.isEmpty() ? name : of + "#" + name;
        }

        private ResourceType resource(String name, ResourceSlot slot, Optional<HostInterface> offered) {
            return resources.computeIfAbsent(slot.index(), _ -> offered.flatMap(each -> each.resource(name))
                    .orElseGet(() -> ResourceType.ofHost(name, _ -> {})));
        }
    }
}
