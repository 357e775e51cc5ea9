package dev.wippy.component.types;

/** The type of an import or export of a component (Explainer, <em>Type Definitions</em>). */
public sealed interface ExternType {

    /** A function. */
    record OfFunction(FunctionType type) implements ExternType {
        @Override
        public String toString() {
            return type.toString();
        }
    }

    /** An instance: an interface, as WIT calls it. */
    record OfInstance(InstanceType type) implements ExternType {
        @Override
        public String toString() {
            return type.toString();
        }
    }

    /** A component. */
    record OfComponent(ComponentType type) implements ExternType {
        @Override
        public String toString() {
            return type.toString();
        }
    }

    /** A core module. */
    record OfModule(ModuleType type) implements ExternType {
        @Override
        public String toString() {
            return "core module";
        }
    }

    /** A type that is equal to another. */
    record OfType(TypeDefinition type) implements ExternType {
        @Override
        public String toString() {
            return "type = " + type;
        }
    }

    /**
     * An abstract resource type.
     *
     * @param slot the resource type that this brings in; it differs from all others before it
     */
    record OfResource(ResourceSlot slot) implements ExternType {
        @Override
        public String toString() {
            return "resource";
        }
    }
}
