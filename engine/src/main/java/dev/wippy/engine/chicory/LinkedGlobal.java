package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import dev.wippy.engine.run.Global;
import org.jspecify.annotations.Nullable;

/** An instance's view of a global that instances of both engines may have: a number, or a reference of the host's. */
final class LinkedGlobal extends GlobalInstance {

    private final Global global;

    LinkedGlobal(Global global, ValType type) {
        super(0, 0, type, global.type().mutable() ? MutabilityType.Var : MutabilityType.Const);
        this.global = global;
    }

    /** A value in Chicory as it is in our own engine. */
    static @Nullable Object box(long value, ValType type) {
        return type.isReference() && value == Value.REF_NULL_VALUE ? null : (Object) value;
    }

    Global global() {
        return global;
    }

    @Override
    public long getValue() {
        return switch (global) {
            case Global.Int number -> number.value;
            case Global.Long number -> number.value;
            default -> global.boxed() instanceof Long value ? value : Value.REF_NULL_VALUE;
        };
    }

    @Override
    public long getValueLow() {
        return getValue();
    }

    @Override
    public void setValue(long value) {
        switch (global) {
            case Global.Int number -> number.value = (int) value;
            case Global.Long number -> number.value = value;
            default -> global.set(box(value, getType()));
        }
    }

    @Override
    public void setValueLow(long value) {
        setValue(value);
    }

    @Override
    public void setValue(Value value) {
        setValue(value.raw());
    }
}
