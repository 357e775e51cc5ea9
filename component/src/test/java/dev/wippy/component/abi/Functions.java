package dev.wippy.component.abi;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import dev.wippy.engine.CoreFunction;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Function types, and functions by plans of them. */
final class Functions {
    static final ResourceSlot FILE = new ResourceSlot(0, "file");
    static final ValueType OWN = new ValueType.Own(FILE);
    static final ValueType BORROW = new ValueType.Borrow(FILE);
    static final ValueType STRING = Primitive.STRING;
    static final ValueType U32 = Primitive.U32;

    private Functions() {}

    static FunctionType type(@Nullable ValueType result, ValueType... parameters) {
        return new FunctionType(
                Arrays.stream(parameters).map(type -> new FunctionType.Parameter("p", type)).toList(),
                Optional.ofNullable(result), false);
    }

    static CanonicalPlan plan(@Nullable ValueType result, ValueType... parameters) {
        return CanonicalPlan.of(type(result, parameters), StringEncoding.UTF8);
    }

    /** A lifted function of a guest's. */
    static ComponentFunction lift(
            Guest guest, String name, CoreFunction.Body body, @Nullable ValueType result, ValueType... parameters) {
        CanonicalPlan plan = plan(result, parameters);
        return plan.lift(name, CoreFunction.host(plan.liftedCoreType(), body), guest.options(StringEncoding.UTF8),
                guest.state);
    }

    /** A lowered function that a guest calls. */
    static CoreFunction lower(
            Guest guest, String name, ComponentFunction function, @Nullable ValueType result, ValueType... parameters) {
        return plan(result, parameters).lower(name, function, guest.options(StringEncoding.UTF8), guest.state);
    }
}
