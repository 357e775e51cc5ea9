package dev.wippy.component;

import dev.wippy.component.error.ImportMismatchException;
import dev.wippy.component.error.UnsupportedComponentException;
import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.InstanceType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.engine.Trap;
import java.util.Optional;

/**
 * What was found for one import in interfaces of one shape.
 *
 * @param shape of the interfaces; empty for one that no other instance may use
 * @param nothing whether no interface was offered
 * @param item what was found
 */
record LinkedInterface(Optional<HostInterface.Shape> shape, boolean nothing, Item item) {
    /** Nothing is known yet. */
    static final LinkedInterface NONE = new LinkedInterface(Optional.empty(), false, Item.OfType.TYPE);

    /** An item of the host's, before it is known whose. */
    sealed interface Item {
        /** A function that is offered. */
        record OfFunction(HostInterface.Function function) implements Item {}

        /** A function that is not. */
        record Missing(String of, String name) implements Item {
            ComponentFunction function(MissingImport missing) {
                return _ -> {
                    missing.called(of, name);
                    throw new Trap("the import " + path(of, name) + " is not offered by the host");
                };
            }
        }

        /** A resource type, with the host's where it has one. */
        record OfResource(int slot, String name, Optional<ResourceType> type) implements Item {}

        /** An instance. */
        record OfInstance(Item[] items) implements Item {}

        /** Another type, which has no form. */
        enum OfType implements Item {
            TYPE
        }
    }

    /** Whether what was found serves for an interface too. */
    boolean fits(Optional<HostInterface> offered) {
        return offered.isEmpty() ? nothing : shape.isPresent() && offered.get().shape().equals(shape);
    }

    /**
     * Looks for all that an import asks for.
     *
     * @throws ImportMismatchException if something is offered under another type
     * @throws UnsupportedComponentException if it is nothing that a host can offer
     */
    static LinkedInterface of(NamedExtern item, Optional<HostInterface> offered) {
        Optional<HostInterface.Shape> shape = offered.flatMap(HostInterface::shape);
        Item found = item.type() instanceof ExternType.OfInstance(var type)
                ? instance(item.name(), type, offered, shape)
                : item("", item, offered, shape);
        return new LinkedInterface(shape, offered.isEmpty(), found);
    }

    private static Item item(String of, NamedExtern each, Optional<HostInterface> offered,
            Optional<HostInterface.Shape> shape) {
        return switch (each.type()) {
            case ExternType.OfFunction(var type) -> function(of, each.name(), type, offered, shape);
            case ExternType.OfResource(var slot) -> resource(each.name(), slot, offered);
            case ExternType.OfType(TypeDefinition.OfResource(var slot)) -> resource(each.name(), slot, offered);
            case ExternType.OfType _ -> Item.OfType.TYPE;
            // What an instance in an instance exports, no host offers.
            case ExternType.OfInstance(var type) ->
                instance(each.name(), type, Optional.empty(), Optional.empty());
            case ExternType.OfComponent _ -> throw new UnsupportedComponentException(
                    "the component imports a component, '" + each.name() + "', which a host can't offer");
            case ExternType.OfModule _ -> throw new UnsupportedComponentException(
                    "the component imports a core module, '" + each.name() + "', which a host can't offer");
        };
    }

    private static Item instance(String name, InstanceType type, Optional<HostInterface> offered,
            Optional<HostInterface.Shape> shape) {
        Item[] items = new Item[type.exports().size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = item(name, type.exports().get(i), offered, shape);
        }
        return new Item.OfInstance(items);
    }

    private static Item function(String of, String name, FunctionType type, Optional<HostInterface> offered,
            Optional<HostInterface.Shape> shape) {
        try {
            Optional<HostInterface.Function> found = shape.isPresent()
                    ? shape.get().function(name, type)
                    : offered.flatMap(each -> each.function(name, type)).map(function -> _ -> function);
            return found.<Item>map(Item.OfFunction::new).orElseGet(() -> new Item.Missing(of, name));
        } catch (ImportMismatchException mismatch) {
            throw new ImportMismatchException("import " + path(of, name) + " is offered under another type: "
                    + mismatch.getMessage());
        }
    }

    private static Item resource(String name, ResourceSlot slot, Optional<HostInterface> offered) {
        return new Item.OfResource(slot.index(), name, offered.flatMap(each -> each.resource(name)));
    }

    private static String path(String of, String name) {
        return of.isEmpty() ? name : of + "#" + name;
    }
}
