package dev.wippy.component.link;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.abi.StringEncoding;
import dev.wippy.component.binary.CanonOption;
import dev.wippy.component.binary.Definition;
import dev.wippy.component.binary.Definition.ResourceOperation;
import dev.wippy.component.binary.Sort;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.component.types.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resolves the canonical definitions of one component. */
final class CanonResolver {
    private final TypeContext context;
    private final Scope scope;
    private final ComponentResolver.Registers registers;
    private final List<ResolvedStep> steps;
    private final List<String> later;
    private final Set<Integer> owned = new HashSet<>();

    CanonResolver(TypeContext context, Scope scope, ComponentResolver.Registers registers,
            List<ResolvedStep> steps, List<String> later) {
        this.context = context;
        this.scope = scope;
        this.registers = registers;
        this.steps = steps;
        this.later = later;
    }

    /** The component defines that resource type itself. */
    void owns(ResourceSlot slot) {
        owned.add(slot.index());
    }

    void lift(Definition.Lift lift) {
        int at = lift.offset();
        int function = scope.core(Sort.CORE_FUNCTION, lift.function(), at);
        FunctionType type = TypeResolver.function(lift.type(), scope, at);
        Options options = options("canon lift", lift.options(), at);
        int target = registers.next();
        if (options.callback() >= 0 && !options.async()) {
            throw new InvalidComponentException(at, "canon lift has the option callback without async");
        }
        if (options.async() && options.postReturn() >= 0) {
            throw new InvalidComponentException(at, "canon lift can't have both options async and post-return");
        }
        checkAsync(options, type, at);
        steps.add(new ResolvedStep.Lift(at, function, options, type, later("canon lift", options, type), target));
        scope.addFunction(type, target);
    }

    void lower(Definition.Lower lower) {
        int at = lower.offset();
        var function = scope.function(lower.function(), at);
        Options options = options("canon lower", lower.options(), at);
        if (options.postReturn() >= 0) {
            throw new InvalidComponentException(at, "canon lower can't have the option post-return");
        }
        int target = registers.next();
        if (options.callback() >= 0) {
            throw new InvalidComponentException(at, "canon lower can't have the option callback");
        }
        checkAsync(options, function.type(), at);
        steps.add(new ResolvedStep.Lower(at, function.register(), options, function.type(),
                later("canon lower", options, function.type()), target));
        scope.addCore(Sort.CORE_FUNCTION, target);
    }

    void resourceBuiltin(Definition.ResourceBuiltin builtin) {
        int at = builtin.offset();
        ResourceSlot slot = TypeResolver.resource(builtin.type(), scope, at);
        if (builtin.operation() != ResourceOperation.DROP && !owned.contains(slot.index())) {
            throw new InvalidComponentException(at, "canon resource."
                    + (builtin.operation() == ResourceOperation.NEW ? "new" : "rep") + " of the resource type " + slot
                    + ", which another component defines");
        }
        int target = registers.next();
        steps.add(new Step.ResourceBuiltin(builtin.operation(), slot.index(), target));
        scope.addCore(Sort.CORE_FUNCTION, target);
    }

    void taskBuiltin(Definition.TaskBuiltin builtin) {
        int target = registers.next();
        steps.add(new Step.TaskBuiltin(builtin.operation(), builtin.slot(), target));
        scope.addCore(Sort.CORE_FUNCTION, target);
    }

    void asyncBuiltin(Definition.AsyncBuiltin builtin) {
        int at = builtin.offset();
        String name = builtin.name();
        Options options = options("canon " + name, builtin.options(), at);
        int table = builtin.table().map(index -> scope.core(Sort.CORE_TABLE, index, at)).orElse(-1);
        later.add("canon " + name);
        int target = registers.next();
        scope.addCore(Sort.CORE_FUNCTION, target);
        if (name.equals("thread.new-indirect")) {
            scope.coreType(builtin.type().orElseThrow(), at);
            steps.add(new Step.AsyncBuiltin(name, builtin.flag(), -1, table, target));
        } else if (builtin.type().isPresent()) {
            ValueType type = checkType(name, scope.type(builtin.type().get(), at), at);
            steps.add(new ResolvedStep.ChannelBuiltin(at, name, type, builtin.flag(), options, target));
        } else if (name.equals("task.return")) {
            Optional<ValueType> result = builtin.result().map(each -> TypeResolver.value(each, scope, at));
            if (result.isPresent() && context.measure(result.get()).borrow()) {
                throw new InvalidComponentException(at, "the result of canon task.return can't hold a borrow");
            }
            steps.add(new ResolvedStep.TaskReturn(at, result, options, target));
        } else {
            steps.add(new Step.AsyncBuiltin(name, builtin.flag(), options.memory(), table, target));
        }
    }

    /** The async ABI is for async functions. */
    private static void checkAsync(Options options, FunctionType type, int at) {
        if (options.async() && !type.async()) {
            throw new InvalidComponentException(at, "the `async` canonical option requires an async function type");
        }
    }

    /** The built-ins of streams are for a stream's type, those of futures for a future's. */
    private static ValueType checkType(String name, TypeDefinition type, int at) {
        if (type instanceof TypeDefinition.OfValue(var value)
                && (name.startsWith("stream.")
                        ? value instanceof ValueType.StreamOf
                        : value instanceof ValueType.FutureOf)) {
            return value;
        }
        throw new InvalidComponentException(at, "canon " + name + " is for the type of a "
                + name.substring(0, name.indexOf('.')) + ", not for another");
    }

    /** Whether a lift or lower is one of 0.3; the component is then refused when it is instantiated without tasks. */
    private boolean later(String what, Options options, FunctionType type) {
        String feature = options.async() ? "the async ABI" : context.measure(type).async();
        if (!feature.isEmpty()) {
            later.add(what + " with " + feature);
        }
        return !feature.isEmpty();
    }

    private Options options(String what, List<CanonOption> options, int at) {
        StringEncoding encoding = StringEncoding.UTF8;
        int memory = -1;
        int realloc = -1;
        int postReturn = -1;
        boolean async = false;
        int callback = -1;
        Set<String> seen = new HashSet<>();
        for (CanonOption each : options) {
            String name = switch (each) {
                case CanonOption.Encoding _ -> "string-encoding";
                case CanonOption.Memory _ -> "memory";
                case CanonOption.Realloc _ -> "realloc";
                case CanonOption.PostReturn _ -> "post-return";
                case CanonOption.Async _ -> "async";
                case CanonOption.Callback _ -> "callback";
            };
            if (!seen.add(name)) {
                throw new InvalidComponentException(at, what + " has the option " + name + " twice");
            }
            switch (each) {
                case CanonOption.Encoding text -> encoding = switch (text) {
                    case UTF8 -> StringEncoding.UTF8;
                    case UTF16 -> StringEncoding.UTF16;
                    case LATIN1_UTF16 -> StringEncoding.LATIN1_UTF16;
                };
                case CanonOption.Memory(int index) -> memory = scope.core(Sort.CORE_MEMORY, index, at);
                case CanonOption.Realloc(int index) -> realloc = scope.core(Sort.CORE_FUNCTION, index, at);
                case CanonOption.PostReturn(int index) -> postReturn = scope.core(Sort.CORE_FUNCTION, index, at);
                case CanonOption.Callback(int index) -> callback = scope.core(Sort.CORE_FUNCTION, index, at);
                case CanonOption.Async _ -> async = true;
            }
        }
        if (realloc >= 0 && memory < 0) {
            throw new InvalidComponentException(at, what + " has the option realloc without memory");
        }
        return new Options(encoding, memory, realloc, postReturn, async, callback);
    }
}
