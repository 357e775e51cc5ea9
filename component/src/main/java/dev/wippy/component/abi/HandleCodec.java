package dev.wippy.component.abi;

import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreType;
import java.util.function.Consumer;

/** Handles of resources. */
final class HandleCodec extends ScalarCodec {
    private final ResourceSlot slot;
    private final boolean own;

    HandleCodec(ValueType.Own type) {
        super(type, 4, CoreType.I32);
        this.slot = type.resource();
        this.own = true;
    }

    HandleCodec(ValueType.Borrow type) {
        super(type, 4, CoreType.I32);
        this.slot = type.resource();
        this.own = false;
    }

    /** A resource, and its place among those that are lent or moved. */
    @Override
    long heap() {
        return OBJECT + 4 * REFERENCE;
    }

    @Override
    boolean hasOwned() {
        return own;
    }

    @Override
    boolean hasBorrowed() {
        return !own;
    }

    @Override
    void owned(Object value, Consumer<Resource> consumer) {
        if (own && value instanceof Resource resource) {
            consumer.accept(resource);
        }
    }

    @Override
    Object fromBits(LiftLowerContext cx, long bits) {
        ResourceType resource = cx.state().resource(slot.index());
        return own ? cx.moveOut((int) bits, resource) : cx.lend((int) bits, resource);
    }

    @Override
    long toBits(LiftLowerContext cx, Object value) {
        ResourceType expected = cx.state().resource(slot.index());
        if (!(value instanceof Resource resource) || resource.type() != expected) {
            String found = value instanceof Resource(ResourceType other, _) ? ", and is one of " + other : "";
            throw cx.mismatch(type, "a Resource of " + expected + found, value);
        }
        if (own) {
            return cx.state().handles().add(expected, resource.representation(), null);
        }
        if (expected.definedBy() == cx.state()) {
            // lower_borrow: the instance that defines a resource sees its own representation.
            return Integer.toUnsignedLong((Integer) resource.representation());
        }
        cx.borrows++;
        return cx.state().handles().add(expected, resource.representation(), cx);
    }
}
