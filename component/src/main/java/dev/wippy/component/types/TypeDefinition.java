package dev.wippy.component.types;

/** What a type index of a component refers to. */
public sealed interface TypeDefinition {

    /** A value's type. */
    record OfValue(ValueType type) implements TypeDefinition {
        @Override
        public String toString() {
            return type.toString();
        }
    }

    /** A function's type. */
    record OfFunction(FunctionType type) implements TypeDefinition {
        @Override
        public String toString() {
            return type.toString();
        }
    }

    /** An instance's type. */
    record OfInstance(InstanceType type) implements TypeDefinition {
        @Override
        public String toString() {
            return type.toString();
        }
    }

    /** A component's type. */
    record OfComponent(ComponentType type) implements TypeDefinition {
        @Override
        public String toString() {
            return type.toString();
        }
    }

    /** A resource type. */
    record OfResource(ResourceSlot slot) implements TypeDefinition {
        @Override
        public String toString() {
            return slot.toString();
        }
    }
}
