package dev.wippy.component.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Values of random types, lifted from random memory: a value or a trap. A value that comes of it is lowered into another
 * memory and lifted from there, and is the same. {@code JAZZER_FUZZ=1} makes {@code lift_and_lower} look for more.
 */
class ValuesFuzzTest {
    private static final int ROUNDS = 60_000;
    private static final int MEMORY = 1 << 12;

    @FuzzTest(maxDuration = "1m")
    void lift_and_lower(FuzzedDataProvider data) {
        liftAndLower(bound -> data.consumeInt(0, bound - 1));
    }

    @Test
    void random_values_lift_or_trap_and_come_back_the_same() {
        Random random = new Random(11);
        int values = 0;
        for (int i = 0; i < ROUNDS; i++) {
            values += liftAndLower(random::nextInt) ? 1 : 0;
        }
        assertTrue(values > ROUNDS / 20 && values < ROUNDS * 19 / 20, values + " of " + ROUNDS + " are values");
    }

    /** @return whether there was a value */
    private static boolean liftAndLower(IntUnaryOperator choose) {
        ValueType type = type(choose, 3);
        StringEncoding encoding = StringEncoding.values()[choose.applyAsInt(StringEncoding.values().length)];
        Object value;
        try {
            value = lift(choose, type, encoding);
        } catch (Trap refused) {
            return false;
        }
        try {
            Object back = roundTrip(type, encoding, value);
            assertEquals(ValueText.of(value), ValueText.of(back), () -> type + " in " + encoding);
        } catch (Trap tooLarge) {
            assertTrue(tooLarge.getMessage().contains("beyond end of memory"), tooLarge::getMessage);
        }
        return true;
    }

    private static Object lift(IntUnaryOperator choose, ValueType type, StringEncoding encoding) {
        Guest guest = new Guest(new InstanceState("guest", 0, 100), MEMORY);
        int noise = choose.applyAsInt(64);
        Arrays.fill(guest.memory.bytes, (byte) 0);
        for (int i = 0; i < noise; i++) {
            guest.memory.bytes[choose.applyAsInt(256)] = (byte) choose.applyAsInt(choose.applyAsInt(4) == 0 ? 256 : 8);
        }
        CanonicalPlan plan = CanonicalPlan.of(new FunctionType(List.of(), Optional.of(type), false), encoding);
        long[] results = IntStream.range(0, plan.liftedCoreType().results().size())
                .mapToLong(_ -> choose.applyAsInt(8) == 0
                        ? choose.applyAsInt(Integer.MAX_VALUE)
                        : 8L * choose.applyAsInt(16))
                .toArray();
        return plan.lift("random", CoreFunction.host(plan.liftedCoreType(), _ -> results), guest.options(encoding),
                guest.state).call(new Object[0]);
    }

    private static Object roundTrip(ValueType type, StringEncoding encoding, Object value) {
        Guest guest = new Guest("guest", 0);
        List<Object> seen = new ArrayList<>();
        CanonicalPlan plan = CanonicalPlan.of(new FunctionType(List.of(new FunctionType.Parameter("p", type)),
                Optional.empty(), false), encoding);
        CoreFunction out = plan.lower("out", arguments -> {
            seen.add(arguments[0]);
            return null;
        }, guest.options(encoding), guest.state);
        plan.lift("in", CoreFunction.host(plan.liftedCoreType(), out::call), guest.options(encoding), guest.state)
                .call(new Object[]{value});
        return seen.getFirst();
    }

    private static ValueType type(IntUnaryOperator choose, int depth) {
        Primitive[] primitives = Arrays.copyOf(Primitive.values(), Primitive.ERROR_CONTEXT.ordinal());
        return switch (choose.applyAsInt(depth == 0 ? 4 : 13)) {
            case 4 -> new ValueType.ListOf(type(choose, depth - 1));
            case 5 -> new ValueType.FixedListOf(type(choose, depth - 1), 1 + choose.applyAsInt(5));
            case 6 -> new ValueType.MapOf(primitives[choose.applyAsInt(9)], type(choose, depth - 1));
            case 7 -> new ValueType.Tuple(types(choose, depth));
            case 8 -> new ValueType.Record(IntStream.range(0, 2)
                    .mapToObj(i -> new ValueType.Field("f" + i, type(choose, depth - 1)))
                    .toList());
            case 9 -> new ValueType.Variant(IntStream.range(0, 1 + choose.applyAsInt(4))
                    .mapToObj(i -> new ValueType.Case("c" + i, optional(choose, depth)))
                    .toList());
            case 10 -> new ValueType.OptionOf(type(choose, depth - 1));
            case 11 -> new ValueType.ResultOf(optional(choose, depth), optional(choose, depth));
            case 12 -> choose.applyAsInt(2) == 0
                    ? new ValueType.Enum(names(1 + choose.applyAsInt(300)))
                    : new ValueType.Flags(names(1 + choose.applyAsInt(32)));
            default -> primitives[choose.applyAsInt(primitives.length)];
        };
    }

    private static List<ValueType> types(IntUnaryOperator choose, int depth) {
        return IntStream.range(0, 1 + choose.applyAsInt(5)).mapToObj(_ -> type(choose, depth - 1)).toList();
    }

    private static Optional<ValueType> optional(IntUnaryOperator choose, int depth) {
        return choose.applyAsInt(2) == 0 ? Optional.empty() : Optional.of(type(choose, depth - 1));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
    }
}
