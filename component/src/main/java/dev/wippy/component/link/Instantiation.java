package dev.wippy.component.link;

import dev.wippy.component.error.UnsupportedComponentException;
import dev.wippy.component.abi.AsyncBuiltins;
import dev.wippy.component.abi.CanonicalOptions;
import dev.wippy.component.abi.CanonicalPlan;
import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.InstanceState;
import dev.wippy.component.abi.ResourceBuiltins;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.abi.TaskBuiltins;
import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.CoreModule.CoreImport;
import dev.wippy.engine.CoreTable;
import dev.wippy.engine.Fuel;
import dev.wippy.engine.LinkException;
import dev.wippy.engine.Safepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs through the steps of a plan, and of those of the components nested in it. */
final class Instantiation {
    /** The component instances that one component may make; a few bytes could ask for any number. */
    private static final int MAX_INSTANCES = 10_000;
    /** The steps that all of them together may take. */
    private static final int MAX_STEPS = 1_000_000;
    /** How deep instances may nest. */
    private static final int MAX_DEPTH = 100;

    private final Budget budget;
    private final @Nullable Fuel fuel;
    private final boolean tasks;
    private CanonicalOptions lastOptions = CanonicalOptions.NONE;
    private int instances;
    private int steps;
    private int depth;

    Instantiation(Budget budget, @Nullable Fuel fuel, boolean tasks) {
        this.tasks = tasks;
        this.budget = budget;
        this.fuel = fuel;
    }

    /** Refuses a component that uses what is not implemented, before any of it runs. */
    static void check(ComponentPlan plan, boolean tasks) {
        if (!plan.refused().isEmpty()) {
            throw new UnsupportedComponentException(plan.name() + " uses " + plan.refused().getFirst()
                    + ", which is not supported");
        }
        if (!tasks && !plan.later().isEmpty()) {
            throw new UnsupportedComponentException(plan.name() + " uses " + plan.later().getFirst()
                    + ", which is not supported: it is of WASI 0.3");
        }
    }

    /** Instantiates a component; the result are its exports. */
    Object[] instantiate(ComponentPlan plan, @Nullable Frame outer, InstanceState state,
            Object[] arguments) {
        if (++instances > MAX_INSTANCES) {
            throw new UnsupportedComponentException("the component makes more than " + MAX_INSTANCES + " instances");
        }
        if (++depth > MAX_DEPTH) {
            throw new UnsupportedComponentException("component instances nest deeper than " + MAX_DEPTH);
        }
        Frame frame = new Frame(outer, state, plan.registers());
        Object[] exports = state.instantiate(() -> {
            for (Step step : plan.steps()) {
                Safepoint.poll();
                if (++steps > MAX_STEPS) {
                    throw new UnsupportedComponentException(
                            "the component's instantiation takes more than " + MAX_STEPS + " steps");
                }
                run(step, frame, arguments);
            }
            return items(plan.exports(), frame);
        });
        depth--;
        return exports;
    }

    private void run(Step step, Frame frame, Object[] arguments) {
        Object[] registers = frame.registers;
        switch (step) {
            case Step.Import(int argument, int target, var slots) -> {
                if (target >= 0) {
                    registers[target] = arguments[argument];
                }
                bind(frame, arguments[argument], slots);
            }
            case Step.Instantiate(int component, var sources, var coercions, int target, var slots) -> {
                Object[] given = items(sources, frame);
                for (int i = 0; i < given.length; i++) {
                    given[i] = coerce(given[i], coercions[i]);
                }
                registers[target] = instantiate((ComponentValue) registers[component], given, frame.state);
                bind(frame, registers[target], slots);
            }
            case Step.Inline(var sources, int target) -> registers[target] = items(sources, frame);
            case Step.AliasExport(int instance, int position, int target) ->
                registers[target] = ((Object[]) registers[instance])[position];
            case Step.AliasOuter(int count, int register, int target) -> {
                Frame from = frame;
                for (int i = 0; i < count && from.outer != null; i++) {
                    from = from.outer;
                }
                registers[target] = from.registers[register];
            }
            case Step.Coerce(var source, var coercion, int target, var slots) -> {
                registers[target] = coerce(item(source, frame), coercion);
                bind(frame, registers[target], slots);
            }
            case Step.DefineResource(_, int slot, var name, int destructor) -> frame.state.defineResource(slot,
                    ResourceType.ofGuest(name, frame.state,
                            destructor < 0 ? null : (CoreFunction) registers[destructor]));
            case Step.ResourceBuiltin(var operation, int slot, int target) -> registers[target] = switch (operation) {
                case NEW -> ResourceBuiltins.resourceNew(slot, frame.state);
                case DROP -> ResourceBuiltins.resourceDrop(slot, frame.state);
                case REP -> ResourceBuiltins.resourceRep(slot, frame.state);
            };
            case Step.TaskBuiltin(var operation, int slot, int target) -> registers[target] = switch (operation) {
                case CONTEXT_GET -> TaskBuiltins.contextGet(slot, frame.state);
                case CONTEXT_SET -> TaskBuiltins.contextSet(slot, frame.state);
                case BACKPRESSURE_INC -> TaskBuiltins.backpressureInc(frame.state);
                case BACKPRESSURE_DEC -> TaskBuiltins.backpressureDec(frame.state);
            };
            case Step.AsyncBuiltin(var name, boolean flag, int memory, int table, int target) ->
                registers[target] = AsyncBuiltins.builtin(name, flag,
                        memory < 0 ? null : (CoreMemory) registers[memory], table < 0 ? null : table(registers[table]),
                        frame.state);
            case Step.ChannelBuiltin(var builtins, var name, boolean async, var options, int target) ->
                registers[target] = builtins.builtin(name, async, options(options, registers), frame.state);
            case Step.TaskReturn(var plan, var options, int target) ->
                registers[target] = AsyncBuiltins.taskReturn(plan, options(options, registers), frame.state);
            case Step.LoadModule(var module, int target) -> registers[target] = module;
            case Step.InstantiateModule(var module, var sources, var positions, int target) -> {
                CoreExtern[] imports = new CoreExtern[sources.length];
                for (int i = 0; i < imports.length; i++) {
                    imports[i] = export(registers[sources[i]], positions[i]);
                }
                registers[target] = instantiate(module, Arrays.asList(imports)).exports();
            }
            case Step.InstantiateByName(int module, var given, boolean known, int target) -> {
                CoreInstance instance = instantiateByName((CoreModule) registers[module], given, registers);
                registers[target] = known ? instance.exports() : instance;
            }
            case Step.InlineCore(var sources, int target) -> {
                CoreExtern[] exports = new CoreExtern[sources.length];
                for (int i = 0; i < exports.length; i++) {
                    exports[i] = (CoreExtern) registers[sources[i]];
                }
                registers[target] = Arrays.asList(exports);
            }
            case Step.AliasCore(int instance, int position, int target) ->
                registers[target] = export(registers[instance], position);
            case Step.AliasCoreByName(int instance, var name, int target) ->
                registers[target] = ((CoreInstance) registers[instance]).export(name)
                        .orElseThrow(() -> new LinkException("the imported core module has no export '" + name + "'"));
            case Step.DefineComponent(var plan, int target) ->
                registers[target] = new ComponentValue.Defined(plan, frame);
            case Step.Lift(var plan, var name, int function, var options, int target) ->
                registers[target] = lift(plan, name, core(registers, function, plan.liftedCoreType(), name),
                        options, registers, frame.state);
            case Step.Lower(var plan, var name, int function, var options, int target) -> registers[target] = plan
                    .lower(name, (ComponentFunction) registers[function], options(options, registers), frame.state);
        }
    }

    private Object[] instantiate(ComponentValue component, Object[] arguments, InstanceState parent) {
        return switch (component) {
            case ComponentValue.Defined(var plan, var outer) -> {
                check(plan, tasks);
                yield instantiate(plan, outer, parent.child(plan.name(), plan.slots()), arguments);
            }
            case ComponentValue.Coerced(var inner, var coercion) -> {
                Object[] given = new Object[coercion.imports().length];
                for (int i = 0; i < given.length; i++) {
                    given[i] = coerce(arguments[coercion.imports()[i]], coercion.arguments()[i]);
                }
                yield (Object[]) coerce(instantiate(inner, given, parent), coercion.exports());
            }
        };
    }

    private static Object coerce(Object item, Coercion coercion) {
        return switch (coercion) {
            case Coercion.Same _ -> item;
            case Coercion.OfInstance(var positions, var parts) -> {
                Object[] items = new Object[positions.length];
                for (int i = 0; i < items.length; i++) {
                    items[i] = coerce(((Object[]) item)[positions[i]], parts[i]);
                }
                yield items;
            }
            case Coercion.OfComponent component -> new ComponentValue.Coerced((ComponentValue) item, component);
        };
    }

    private static Object[] items(Source[] sources, Frame frame) {
        Object[] items = new Object[sources.length];
        for (int i = 0; i < items.length; i++) {
            items[i] = item(sources[i], frame);
        }
        return items;
    }

    private static Object item(Source source, Frame frame) {
        return switch (source) {
            case Source.Register(int index) -> frame.registers[index];
            case Source.Resource(int slot) -> frame.state.resource(slot);
            case Source.Nothing nothing -> nothing;
        };
    }

    private static void bind(Frame frame, Object item, SlotBinding[] slots) {
        for (SlotBinding each : slots) {
            Object from = item;
            for (int position : each.path()) {
                from = ((Object[]) from)[position];
            }
            frame.state.defineResource(each.slot(), (ResourceType) from);
        }
    }

    private CoreInstance instantiateByName(CoreModule module, Map<String, Step.Argument> arguments,
            Object[] registers) {
        List<CoreExtern> imports = new ArrayList<>();
        for (CoreImport each : module.imports()) {
            Step.Argument argument = arguments.get(each.module());
            CoreExtern found = argument == null ? null : export(registers[argument.instance()], argument, each.name());
            if (found == null) {
                throw new LinkException("the imported core module imports ('" + each.module() + "', '" + each.name()
                        + "'), which it is not given");
            }
            imports.add(found);
        }
        return instantiate(module, imports);
    }

    private CoreInstance instantiate(CoreModule module, List<CoreExtern> imports) {
        return fuel == null ? module.instantiate(imports, budget) : module.instantiate(imports, budget, fuel);
    }

    /** An export of a core instance whose exports are known by position. */
    private static CoreExtern export(Object instance, int position) {
        return (CoreExtern) ((List<?>) instance).get(position);
    }

    private static @Nullable CoreExtern export(Object instance, Step.Argument argument, String name) {
        if (argument.positions().isEmpty()) {
            return ((CoreInstance) instance).export(name).orElse(null);
        }
        Integer position = argument.positions().get().get(name);
        return position == null ? null : export(instance, position);
    }

    /** Those made last, where they are the same: of the functions of an instance most have equal ones. */
    private CanonicalOptions options(Options options, Object[] registers) {
        CoreMemory memory = options.memory() < 0 ? null : (CoreMemory) registers[options.memory()];
        CoreFunction realloc = function(registers, options.realloc());
        CoreFunction postReturn = function(registers, options.postReturn());
        CanonicalOptions last = lastOptions;
        if (last.encoding() != options.encoding() || last.memory() != memory || last.realloc() != realloc
                || last.postReturn() != postReturn) {
            last = new CanonicalOptions(options.encoding(), memory, realloc, postReturn);
            lastOptions = last;
        }
        return last;
    }

    private ComponentFunction lift(CanonicalPlan plan, String name, CoreFunction core, Options options,
            Object[] registers, InstanceState state) {
        CoreFunction callback = function(registers, options.callback());
        return callback == null
                ? plan.lift(name, core, options(options, registers), state)
                : plan.lift(name, core, callback, options(options, registers), state);
    }

    private static CoreTable table(Object extern) {
        if (extern instanceof CoreTable table) {
            return table;
        }
        throw new LinkException("the table of thread.new-indirect is one of a module that Chicory runs, of which no"
                + " functions are taken");
    }

    private static @Nullable CoreFunction function(Object[] registers, int register) {
        return register < 0 ? null : (CoreFunction) registers[register];
    }

    /** The core function in a register; one of an imported module shows its type only now. */
    private static CoreFunction core(Object[] registers, int register, CoreExternType.Function type, String name) {
        CoreFunction function = (CoreFunction) registers[register];
        if (!function.type().equals(type)) {
            throw new LinkException("the core function for '" + name + "' is of type " + function.type()
                    + ", but the canonical ABI asks for " + type);
        }
        return function;
    }
}
