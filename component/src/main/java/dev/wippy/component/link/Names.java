package dev.wippy.component.link;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.types.ExternName;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.InterfaceName;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.component.types.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of one scope, which have to differ strongly (Explainer, <em>Name Uniqueness</em>). */
final class Names {
    private final String what;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, ResourceSlot> resources = new HashMap<>();

    /** @param what what the names are of, for messages */
    Names(String what) {
        this.what = what;
    }

    /**
     * Adds the name of an import or export, which has to fit its type: constructors, methods and static functions belong
     * to a resource type before them (Import and Export Definitions).
     */
    void add(NamedExtern item, int offset) {
        String name = item.name();
        ExternType type = item.type();
        ExternName parsed;
        try {
            parsed = ExternName.parse(name);
        } catch (IllegalArgumentException reason) {
            throw new InvalidComponentException(offset, String.valueOf(reason.getMessage()));
        }
        add(parsed.unique(), name, offset);
        item.attributes().implemented().ifPresent(of -> checkImplemented(parsed, of, type, offset));
        switch (parsed) {
            case ExternName.Plain(var label) -> {
                switch (type) {
                    case ExternType.OfResource(var slot) -> resources.put(label, slot);
                    case ExternType.OfType(TypeDefinition.OfResource(var slot)) -> resources.put(label, slot);
                    default -> {}
                }
            }
            case ExternName.Constructor(var resource) -> {
                ResourceSlot slot = resource(name, resource, offset);
                Optional<ValueType> result = function(name, type, offset).result();
                if (!isOwn(result, slot)
                        && !(result.orElse(null) instanceof ValueType.ResultOf(var ok, _) && isOwn(ok, slot))) {
                    throw new InvalidComponentException(offset, "'" + name + "' has to return own<" + slot
                            + "> or result<own<" + slot + ">>, not " + result.map(ValueType::brief).orElse("nothing")
                            + byAnotherName(result, slot));
                }
            }
            case ExternName.Method(var resource, _) -> {
                ResourceSlot slot = resource(name, resource, offset);
                List<FunctionType.Parameter> parameters = function(name, type, offset).parameters();
                if (parameters.isEmpty() || !parameters.getFirst().name().equals("self")
                        || !(parameters.getFirst().type() instanceof ValueType.Borrow(var self) && self == slot)) {
                    throw new InvalidComponentException(offset, "the first parameter of '" + name + "' has to be self:"
                            + " borrow<" + slot + ">"
                            + byAnotherName(parameters.stream().findFirst().map(FunctionType.Parameter::type), slot));
                }
            }
            case ExternName.Static(var resource, _) -> {
                function(name, type, offset);
                resource(name, resource, offset);
            }
            case ExternName.Interface _ -> {}
        }
    }

    /** By its very name here: what a function speaks of under another name is not found under this one. */
    private static boolean isOwn(Optional<ValueType> type, ResourceSlot slot) {
        return type.isPresent() && type.get() instanceof ValueType.Own(var found) && found == slot;
    }

    private static String byAnotherName(Optional<ValueType> type, ResourceSlot slot) {
        ResourceSlot found = switch (type.orElse(null)) {
            case ValueType.Own(var own) -> own;
            case ValueType.Borrow(var borrowed) -> borrowed;
            case null, default -> null;
        };
        return found != null && found.equals(slot) && found != slot
                ? "; it speaks of that resource type by another name, which has none here"
                : "";
    }

    /** Only an instance under a plain name can be said to implement an interface. */
    private static void checkImplemented(ExternName name, String implemented, ExternType type, int offset) {
        if (!(type instanceof ExternType.OfInstance)) {
            throw new InvalidComponentException(offset, "'" + name + "' can't implement '" + implemented
                    + "', for it is no instance");
        }
        if (name instanceof ExternName.Interface) {
            throw new InvalidComponentException(offset, "'" + name + "' can't implement '" + implemented
                    + "', for it has the name of an interface itself");
        }
        try {
            InterfaceName.parse(implemented);
        } catch (IllegalArgumentException reason) {
            throw new InvalidComponentException(offset, "what '" + name + "' implements has to be an interface: "
                    + reason.getMessage());
        }
    }

    private static FunctionType function(String name, ExternType type, int offset) {
        if (type instanceof ExternType.OfFunction(var function)) {
            return function;
        }
        throw new InvalidComponentException(offset, "'" + name + "' has to be a function");
    }

    private ResourceSlot resource(String name, String resource, int offset) {
        ResourceSlot slot = resources.get(resource);
        if (slot == null) {
            throw new InvalidComponentException(offset, "'" + name + "' has to follow the resource type '" + resource
                    + "'");
        }
        return slot;
    }

    /** Checks the labels of a type. */
    static void labels(String what, List<String> labels, int offset) {
        Names names = new Names(what);
        for (String each : labels) {
            if (!ExternName.isLabel(each)) {
                throw new InvalidComponentException(offset, "'" + each + "' is not in kebab-case");
            }
            names.add(each.toLowerCase(Locale.ROOT), each, offset);
        }
    }

    private void add(String unique, String name, int offset) {
        String other = known.put(unique, name);
        if (other != null) {
            throw new InvalidComponentException(offset, "two " + what + " are called '" + name + "'"
                    + (other.equals(name) ? "" : ", one spelled '" + other + "'"));
        }
    }
}
