package dev.wippy.component;

import dev.wippy.component.LinkedInterface.Item;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.ExternName;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.InterfaceName;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the host's items for the imports of instances of one component. What is found in an interface is kept for the
 * next instance, which is mostly given an interface of the same shape.
 */
final class HostLinker {
    private static final Object NO_FORM = "a type";

    private final List<Import> imports;

    /** An import with its name read. */
    private static final class Import {
        final NamedExtern item;
        final Optional<InterfaceName> unversioned;
        final Optional<Version> version;
        final boolean plain;
        /** What was found last; of whichever thread came last. */
        volatile LinkedInterface linked = LinkedInterface.NONE;

        Import(NamedExtern item) {
            this.item = item;
            this.plain = !(ExternName.parse(item.name()) instanceof ExternName.Interface);
            Optional<InterfaceName> name = plain
                    ? item.attributes().implemented().map(InterfaceName::parse)
                    : Optional.of(InterfaceName.parse(item.name()));
            this.unversioned = name.map(InterfaceName::unversioned);
            this.version = name.flatMap(InterfaceName::version);
        }

        boolean isInstance() {
            return item.type() instanceof ExternType.OfInstance;
        }

        /** An instance by a plain name may still say which interface it is of. */
        Optional<HostInterface> offered(HostImports host) {
            if (!isInstance()) {
                return host.world();
            }
            Optional<HostInterface> byItsOwn = plain ? host.instance(item.name()) : Optional.empty();
            return byItsOwn.isPresent() || unversioned.isEmpty()
                    ? byItsOwn
                    : host.instance(unversioned.get(), version);
        }

        LinkedInterface linked(Optional<HostInterface> offered) {
            LinkedInterface known = linked;
            if (!known.fits(offered)) {
                known = LinkedInterface.of(item, offered);
                linked = known;
            }
            return known;
        }
    }

    HostLinker(List<NamedExtern> imports) {
        this.imports = imports.stream().map(Import::new).toList();
    }

    /** The items for one instance, in the order of the imports. */
    Object[] arguments(InstanceOptions options) {
        Link link = new Link(options.missing());
        Object[] arguments = new Object[imports.size()];
        for (int i = 0; i < arguments.length; i++) {
            Import each = imports.get(i);
            Optional<HostInterface> offered = each.offered(options.imports());
            arguments[i] = link.item(each.linked(offered).item(), offered);
        }
        return arguments;
    }

    /** The linking of one instance. */
    private static final class Link {
        private final MissingImport missing;
        /** The resource types found so far, by slot: where an interface uses one of another's, both mean the same. */
        private final Map<Integer, ResourceType> resources = new HashMap<>();

        Link(MissingImport missing) {
            this.missing = missing;
        }

        Object item(Item item, Optional<HostInterface> offered) {
            return switch (item) {
                case Item.OfFunction(var function) -> function.of(offered.orElseThrow());
                case Item.Missing absent -> absent.function(missing);
                case Item.OfResource(int slot, var name, var type) -> resources.computeIfAbsent(slot,
                        _ -> type.orElseGet(() -> ResourceType.ofHost(name, _ -> {})));
                case Item.OfInstance(var parts) -> {
                    Object[] items = new Object[parts.length];
                    for (int i = 0; i < items.length; i++) {
                        items[i] = item(parts[i], offered);
                    }
                    yield items;
                }
                case Item.OfType _ -> NO_FORM;
            };
        }
    }
}
