package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreType;

/** Experimental: error contexts, which are passed on by reference ({@code lift_error_context}). */
final class ErrorContextCodec extends ScalarCodec {

    /** What an error context is: the deterministic profile keeps no message. */
    static final class ErrorContext {
        @Override
        public String toString() {
            return "error-context";
        }
    }

    ErrorContextCodec(ValueType type) {
        super(type, 4, CoreType.I32);
    }

    @Override
    Object fromBits(LiftLowerContext cx, long bits) {
        return cx.state().handles().get((int) bits, ErrorContext.class, "error-context");
    }

    @Override
    long toBits(LiftLowerContext cx, Object value) {
        if (!(value instanceof ErrorContext)) {
            throw cx.mismatch(type, "an error context of a guest's", value);
        }
        return cx.state().handles().add(value);
    }
}
