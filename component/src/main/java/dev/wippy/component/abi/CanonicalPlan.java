package dev.wippy.component.abi;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one function type cross the canonical ABI, compiled once. Immutable; shared by instances and
 * threads.
 */
public final class CanonicalPlan {

    private static final int MAX_FLAT_PARAMS = 16;
    private static final int MAX_FLAT_ASYNC_PARAMS = 4;
    private static final int MAX_FLAT_RESULTS = 1;
    private static final long[] NOTHING = {};

    private final FunctionType type;
    private final StringEncoding encoding;
    private final CallAbi abi;
    private final RecordCodec parameters;
    private final @Nullable Codec result;
    private final CoreExternType.Function liftedCoreType;
    private final CoreExternType.Function loweredCoreType;

    private CanonicalPlan(FunctionType type, StringEncoding encoding, CallAbi abi, RecordCodec parameters,
            @Nullable Codec result) {
        this.type = type;
        this.abi = abi;
        this.encoding = encoding;
        this.parameters = parameters;
        this.result = result;
        this.liftedCoreType = flatten(true);
        this.loweredCoreType = flatten(false);
    }

    /**
     * Compiles a plan.
     *
     * @throws IllegalArgumentException if the type is one of 0.3's (async, streams, futures, error contexts), has an
     *     empty record, variant, enum, tuple or flags, more than 32 flags, or a borrow in its result, is nested deeper
     *     than 100, or has values larger than 2<sup>28</sup> - 1 bytes
     */
    public static CanonicalPlan of(FunctionType type, StringEncoding encoding) {
        if (type.async()) {
            throw new IllegalArgumentException("async functions are not supported yet: they are of WASI 0.3");
        }
        return compile(type, encoding, CallAbi.SYNC, false);
    }

    /**
     * Experimental: a plan of a function that only instances with tasks have, such as one of an async type. It lifts and
     * lowers in these alone.
     *
     * @throws IllegalArgumentException as {@link #of(FunctionType, StringEncoding)} does, but for what is of 0.3
     */
    public static CanonicalPlan withTasks(FunctionType type, StringEncoding encoding, CallAbi abi) {
        return compile(type, encoding, abi, true);
    }

    private static CanonicalPlan compile(FunctionType type, StringEncoding encoding, CallAbi abi, boolean tasks) {
        CodecCompiler compiler = new CodecCompiler(tasks);
        List<ValueType> types = type.parameters().stream().map(FunctionType.Parameter::type).toList();
        RecordCodec parameters = RecordCodec.of(new ValueType.Tuple(types), compiler.compileAll(types));
        Codec result = type.result().isPresent() ? compiler.compile(type.result().get()) : null;
        if (result != null && result.hasBorrowed()) {
            throw new IllegalArgumentException("function result cannot contain a `borrow` type");
        }
        return new CanonicalPlan(type, encoding, abi, parameters, result);
    }

    /** {@code flatten_functype}. */
    private CoreExternType.Function flatten(boolean lift) {
        boolean spill = lift ? argumentsSpill() : parametersSpill();
        List<CoreType> core = new ArrayList<>(spill ? List.of(CoreType.I32) : parameters.flat);
        List<CoreType> results = result == null ? List.of() : result.flat;
        if (abi != CallAbi.SYNC) {
            if (!lift && result != null) {
                core.add(CoreType.I32);
            }
            return new CoreExternType.Function(core, lift && abi == CallAbi.ASYNC ? List.of() : List.of(CoreType.I32));
        }
        if (resultSpills()) {
            if (lift) {
                results = List.of(CoreType.I32);
            } else {
                core.add(CoreType.I32);
                results = List.of();
            }
        }
        return new CoreExternType.Function(core, results);
    }

    /** Whether the parameters of a lift are passed in memory. */
    private boolean argumentsSpill() {
        return parameters.flat.size() > MAX_FLAT_PARAMS;
    }

    /** Whether the parameters of a lower are passed in memory. */
    private boolean parametersSpill() {
        return parameters.flat.size() > (abi == CallAbi.SYNC ? MAX_FLAT_PARAMS : MAX_FLAT_ASYNC_PARAMS);
    }

    /** The form of the ABI that it is for. */
    CallAbi abi() {
        return abi;
    }

    /** Whether the function is of an async type. */
    boolean asyncType() {
        return type.async();
    }

    List<ValueType> parameterTypes() {
        return type.parameters().stream().map(FunctionType.Parameter::type).toList();
    }

    List<ValueType> resultTypes() {
        return type.result().stream().toList();
    }

    private boolean resultSpills() {
        return result != null && result.flat.size() > MAX_FLAT_RESULTS;
    }

    /** Whether a lower's result goes to memory. */
    private boolean resultInMemory() {
        return resultSpills() || abi != CallAbi.SYNC && result != null;
    }

    /** What a core function has to be for {@link #lift} ({@code flatten_functype} in the context of a lift). */
    public CoreExternType.Function liftedCoreType() {
        return liftedCoreType;
    }

    /** What {@link #lower} makes ({@code flatten_functype} in the context of a lower). */
    public CoreExternType.Function loweredCoreType() {
        return loweredCoreType;
    }

    /** Whether {@code canon lift} has to name a memory. */
    public boolean liftNeedsMemory() {
        return liftNeedsRealloc() || abi == CallAbi.SYNC && (resultSpills() || result != null && result.hasPointers());
    }

    /** Whether {@code canon lift} has to name a realloc. */
    public boolean liftNeedsRealloc() {
        return argumentsSpill() || parameters.hasPointers();
    }

    /** Whether {@code canon lower} has to name a memory. */
    public boolean lowerNeedsMemory() {
        return parametersSpill() || parameters.hasPointers() || resultInMemory() || lowerNeedsRealloc();
    }

    /** Whether {@code canon lower} has to name a realloc. */
    public boolean lowerNeedsRealloc() {
        return result != null && result.hasPointers();
    }

    /**
     * A component-level function over a core function: {@code canon lift}. It takes what it is passed as {@code own},
     * also when the call fails.
     *
     * <p>What it returns goes to {@link #lower} as it is, not wrapped in a lambda: a lifted function that is called by
     * another component's knows its caller, which decides whether the call is reentrance.
     *
     * @param name names the function in messages
     * @param core what {@link #liftedCoreType} says
     * @param state the instance whose function it is
     * @throws IllegalArgumentException if the options are of another encoding than the plan
     */
    public ComponentFunction lift(String name, CoreFunction core, CanonicalOptions options, InstanceState state) {
        checkEncoding(options);
        return state.tasks() == null
                ? new LiftedFunction(name, this, core, options, state)
                : new AsyncLift(name, this, core, null, options, state);
    }

    /** Experimental: the same with a callback, of an instance with tasks. */
    public ComponentFunction lift(String name, CoreFunction core, CoreFunction callback, CanonicalOptions options,
            InstanceState state) {
        checkEncoding(options);
        return new AsyncLift(name, this, core, callback, options, state);
    }

    /**
     * A core function over a component-level one, another component's or the host's: {@code canon lower}. What the
     * host's was passed as {@code own} is the caller's again when it throws, to be dropped when its instance closes.
     *
     * @param name names the function in messages
     * @param state the instance that calls it
     * @throws IllegalArgumentException if the options are of another encoding than the plan
     */
    public CoreFunction lower(
            String name, ComponentFunction function, CanonicalOptions options, InstanceState state) {
        checkEncoding(options);
        return CoreFunction.host(loweredCoreType, state.tasks() == null
                ? new LoweredFunction(name, this, function, options, state)
                : new AsyncLower(name, this, function, options, state, state.tasks().store()));
    }

    private void checkEncoding(CanonicalOptions options) {
        if (options.encoding() != encoding) {
            throw new IllegalArgumentException(
                    "the plan is for strings in " + encoding + ", the options are for " + options.encoding());
        }
    }

    /** Refuses a call of the host's with too few or too many arguments, before anything is done for it. */
    void checkCount(String function, Object[] arguments) {
        if (arguments.length != parameters.fields()) {
            throw new IllegalArgumentException(function + ": parameter count mismatch: expected "
                    + parameters.fields() + ", got " + arguments.length);
        }
    }

    /** {@code lower_flat_values} of the parameters, in a lift. */
    long[] lowerParameters(LiftLowerContext cx, Object[] arguments) {
        if (argumentsSpill()) {
            long pointer = cx.allocate(parameters.alignment, parameters.size);
            parameters.store(cx, arguments, pointer);
            return new long[]{pointer};
        }
        long[] values = new long[parameters.flat.size()];
        parameters.lower(cx, arguments, values, 0);
        return values;
    }

    /** {@code lift_flat_values} of the parameters, in a lower. */
    Object[] liftParameters(LiftLowerContext cx, long[] values) {
        if (parametersSpill()) {
            return parameters.load(cx, spilled(cx, "parameters", parameters, values[0]), 0);
        }
        return parameters.lift(cx, values, 0);
    }

    /** {@code lift_flat_values} of the result, in a lift. */
    @Nullable
    Object liftResult(LiftLowerContext cx, long[] values) {
        if (result == null) {
            return null;
        }
        return resultSpills()
                ? result.load(cx, spilled(cx, "result", result, values[0]), 0)
                : result.lift(cx, values, 0);
    }

    /**
     * {@code lower_flat_values} of the result, in a lower.
     *
     * @param values the core arguments, of which the last points to where a result goes that is not flat
     */
    long[] lowerResult(LiftLowerContext cx, @Nullable Object value, long[] values) {
        if (result == null) {
            return NOTHING;
        }
        if (value == null) {
            throw cx.mismatch(result.type, "a lifted value", null);
        }
        if (resultInMemory()) {
            long pointer = Integer.toUnsignedLong((int) values[loweredCoreType.parameters().size() - 1]);
            cx.check("result", pointer, result.alignment, result.size);
            result.store(cx, value, pointer);
            return NOTHING;
        }
        long[] results = new long[1];
        result.lower(cx, value, results, 0);
        return results;
    }

    private static byte[] spilled(LiftLowerContext cx, String what, Codec codec, long value) {
        long pointer = Integer.toUnsignedLong((int) value);
        cx.check(what, pointer, codec.alignment, codec.size);
        return cx.read(pointer, codec.size);
    }

    /** Shows the owned resources among arguments. */
    void ownedArguments(Object[] arguments, Consumer<Resource> consumer) {
        parameters.owned(arguments, consumer);
    }

    /** Shows the owned resources in a result. */
    void ownedResult(@Nullable Object value, Consumer<Resource> consumer) {
        if (result != null && value != null) {
            result.owned(value, consumer);
        }
    }
}
