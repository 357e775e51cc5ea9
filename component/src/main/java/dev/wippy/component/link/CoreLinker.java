package dev.wippy.component.link;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.abi.AsyncBuiltins;
import dev.wippy.component.abi.CanonicalPlan;
import dev.wippy.component.abi.ChannelBuiltins;
import dev.wippy.component.binary.Slice;
import dev.wippy.component.binary.Sort;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ModuleType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.CoreModule.CoreExport;
import dev.wippy.engine.CoreModule.CoreImport;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan of a component: compiles its core modules, then finds the position of each core import and export, so
 * that no instance has to look for a name.
 */
public final class CoreLinker {
    private static final CoreExternType.Function REALLOC = new CoreExternType.Function(
            List.of(CoreType.I32, CoreType.I32, CoreType.I32, CoreType.I32), List.of(CoreType.I32));
    private static final CoreExternType.Function DESTRUCTOR = new CoreExternType.Function(List.of(CoreType.I32),
            List.of());

    private static final CoreExternType.Function CALLBACK = new CoreExternType.Function(
            List.of(CoreType.I32, CoreType.I32, CoreType.I32), List.of(CoreType.I32));

    private final Map<Slice, CoreModule> compiled;
    private final @Nullable CoreLinker parent;
    private final ResolvedComponent component;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> refused;
    private final Map<Integer, Module> modules = new HashMap<>();
    private final Map<Integer, Shape> instances = new HashMap<>();
    private final Map<Integer, CoreExternType> types = new HashMap<>();

    private CoreLinker(Map<Slice, CoreModule> compiled, @Nullable CoreLinker parent, ResolvedComponent component) {
        this.compiled = compiled;
        this.parent = parent;
        this.component = component;
        this.refused = new ArrayList<>();
    }

    /** What a register that holds a core module is known to hold. */
    private sealed interface Module {

        /** This very module. */
        record Compiled(CoreModule module) implements Module {}

        /** A module of that type. */
        record Imported(ModuleType type) implements Module {}
    }

    /** What is known of a core instance. */
    private sealed interface Shape {

        /** Where each export stands, and the types. */
        record Known(Map<String, Integer> positions, List<CoreExternType> types) implements Shape {}

        /** An instance of an imported module: its exports are found by name. */
        record ByName(ModuleType type) implements Shape {}
    }

    /**
     * Compiles the core modules of a component and those nested in it, and links them.
     *
     * @throws InvalidComponentException if a core import or export that is named does not exist, or does not fit
     * @throws dev.wippy.engine.EngineException if the engine refuses a module
     */
    public static Template link(Engine engine, ResolvedComponent component, ModuleProgress progress) {
        Map<Slice, CoreModule> compiled = ModuleCompiler.compile(engine, component.modules(), progress);
        return new Template(new CoreLinker(compiled, null, component).plan());
    }

    private ComponentPlan plan() {
        component.steps().forEach(this::link);
        return new ComponentPlan(component.name(), steps.toArray(Step[]::new),
                component.exportSources().toArray(Source[]::new), component.registers(), component.slots(),
                List.copyOf(refused), component.later());
    }

    private void link(ResolvedStep step) {
        switch (step) {
            case Step.ResourceBuiltin builtin -> {
                types.put(builtin.target(), switch (builtin.operation()) {
                    case NEW, REP -> new CoreExternType.Function(List.of(CoreType.I32), List.of(CoreType.I32));
                    case DROP -> DESTRUCTOR;
                });
                steps.add(builtin);
            }
            case Step.TaskBuiltin builtin -> {
                types.put(builtin.target(), switch (builtin.operation()) {
                    case CONTEXT_GET -> new CoreExternType.Function(List.of(), List.of(CoreType.I32));
                    case CONTEXT_SET -> DESTRUCTOR;
                    case BACKPRESSURE_INC, BACKPRESSURE_DEC -> new CoreExternType.Function(List.of(), List.of());
                });
                steps.add(builtin);
            }
            case Step.AsyncBuiltin builtin -> {
                types.put(builtin.target(), AsyncBuiltins.type(builtin.name()));
                steps.add(builtin);
            }
            case ResolvedStep.ChannelBuiltin builtin -> channelBuiltin(builtin);
            case ResolvedStep.TaskReturn taskReturn -> taskReturn(taskReturn);
            case Step.DefineResource resource -> {
                if (resource.destructor() >= 0) {
                    expect(resource.offset(), "the destructor of " + resource.name(), resource.destructor(),
                            DESTRUCTOR);
                }
                steps.add(resource);
            }
            case Step.Final plain -> steps.add(plain);
            case ResolvedStep.DefineModule define -> {
                CoreModule module = Objects.requireNonNull(compiled.get(define.bytes()));
                unique(define.offset(), module.imports());
                modules.put(define.target(), new Module.Compiled(module));
                steps.add(new Step.LoadModule(module, define.target()));
            }
            case ResolvedStep.DeclareModule declare -> declare(declare.register(), declare.type());
            case ResolvedStep.AliasOuterModule alias -> aliasOuter(alias);
            case ResolvedStep.CheckModule check -> {
                if (modules.get(check.register()) instanceof Module.Compiled(var module)) {
                    CoreSubtyping.check(check.offset(), check.what(),
                            new ModuleType.Declared(module.imports(), module.exports()), check.type());
                }
            }
            case ResolvedStep.InstantiateModule instantiate -> instantiate(instantiate);
            case ResolvedStep.InlineCore inline -> inline(inline);
            case ResolvedStep.AliasCore alias -> alias(alias);
            case ResolvedStep.DefineComponent define -> steps.add(new Step.DefineComponent(
                    new CoreLinker(compiled, this, define.component()).plan(), define.target()));
            case ResolvedStep.Lift lift -> lift(lift);
            case ResolvedStep.Lower lower -> lower(lower);
        }
    }

    /** A core module alone may import one name twice; a component's may not, for it gives each name one item. */
    private static void unique(int offset, List<CoreImport> imports) {
        Set<List<String>> names = new HashSet<>();
        for (CoreImport each : imports) {
            if (!names.add(List.of(each.module(), each.name()))) {
                throw new InvalidComponentException(offset, "the core module has two imports called ('"
                        + each.module() + "', '" + each.name() + "')");
            }
        }
    }

    private void declare(int register, ModuleType type) {
        modules.putIfAbsent(register, new Module.Imported(type));
    }

    private void aliasOuter(ResolvedStep.AliasOuterModule alias) {
        CoreLinker outer = this;
        for (int i = 0; i < alias.depth() && outer.parent != null; i++) {
            outer = outer.parent;
        }
        modules.put(alias.target(), module(outer, alias.register(), alias.type()));
        steps.add(new Step.AliasOuter(alias.depth(), alias.register(), alias.target()));
    }

    private static Module module(CoreLinker linker, int register, ModuleType type) {
        return linker.modules.getOrDefault(register, new Module.Imported(type));
    }

    private void instantiate(ResolvedStep.InstantiateModule step) {
        Map<String, Integer> arguments = new HashMap<>();
        step.arguments().forEach(each -> arguments.put(each.name(), each.instance()));
        switch (module(this, step.module(), new ModuleType(Optional.empty()))) {
            case Module.Compiled(var module) when known(arguments) ->
                instantiate(step.offset(), module, arguments, step.target());
            case Module.Compiled(var module) ->
                instantiateByName(step.module(), arguments, step.target(), shape(module.exports()));
            case Module.Imported(var type) ->
                instantiateByName(step.module(), arguments, step.target(), new Shape.ByName(type));
        }
    }

    private boolean known(Map<String, Integer> arguments) {
        return arguments.values().stream().allMatch(each -> instances.get(each) instanceof Shape.Known);
    }

    private static Shape.Known shape(List<CoreExport> exports) {
        Map<String, Integer> positions = new HashMap<>();
        List<CoreExternType> types = new ArrayList<>();
        for (CoreExport each : exports) {
            positions.put(each.name(), types.size());
            types.add(each.type());
        }
        return new Shape.Known(positions, types);
    }

    private void instantiate(int offset, CoreModule module, Map<String, Integer> arguments, int target) {
        List<CoreImport> imports = module.imports();
        int[] sources = new int[imports.size()];
        int[] positions = new int[imports.size()];
        for (int i = 0; i < sources.length; i++) {
            CoreImport each = imports.get(i);
            Integer argument = arguments.get(each.module());
            if (argument == null) {
                throw new InvalidComponentException(offset, "the core module imports ('" + each.module() + "', '"
                        + each.name() + "'), but no argument is called '" + each.module() + "'");
            }
            Integer position = instances.get(argument) instanceof Shape.Known(var names, _)
                    ? names.get(each.name())
                    : null;
            if (position == null) {
                throw new InvalidComponentException(offset, "the core module imports ('" + each.module() + "', '"
                        + each.name() + "'), but the argument '" + each.module() + "' has no such export");
            }
            sources[i] = argument;
            positions[i] = position;
            CoreExternType type = exportType(argument, position);
            if (type != null) {
                CoreSubtyping.require(offset, "what the core module imports as ('" + each.module() + "', '"
                        + each.name() + "')", type, each.type());
            }
        }
        instances.put(target, shape(module.exports()));
        steps.add(new Step.InstantiateModule(module, sources, positions, target));
    }

    private @Nullable CoreExternType exportType(int instance, int position) {
        return instances.get(instance) instanceof Shape.Known(_, var parts) ? parts.get(position) : null;
    }

    private void instantiateByName(int module, Map<String, Integer> arguments, int target, Shape shape) {
        Map<String, Step.Argument> given = new HashMap<>();
        arguments.forEach((name, register) -> given.put(name, new Step.Argument(register,
                instances.get(register) instanceof Shape.Known(var positions, _)
                        ? Optional.of(positions)
                        : Optional.empty())));
        instances.put(target, shape);
        steps.add(new Step.InstantiateByName(module, given, shape instanceof Shape.Known, target));
    }

    private void inline(ResolvedStep.InlineCore step) {
        Map<String, Integer> positions = new HashMap<>();
        List<CoreExternType> parts = new ArrayList<>();
        for (String each : step.names()) {
            positions.put(each, parts.size());
            parts.add(types.get(step.registers()[parts.size()]));
        }
        instances.put(step.target(), new Shape.Known(positions, parts));
        steps.add(new Step.InlineCore(step.registers(), step.target()));
    }

    private void alias(ResolvedStep.AliasCore step) {
        switch (instances.get(step.instance())) {
            case Shape.Known(var positions, var parts) -> {
                Integer position = positions.get(step.name());
                if (position == null) {
                    throw noExport(step);
                }
                type(step, parts.get(position));
                steps.add(new Step.AliasCore(step.instance(), position, step.target()));
            }
            case Shape.ByName(var type) -> {
                type.declared().ifPresent(declared -> type(step, declared.exports().stream()
                        .filter(each -> each.name().equals(step.name()))
                        .findFirst()
                        .orElseThrow(() -> noExport(step))
                        .type()));
                steps.add(new Step.AliasCoreByName(step.instance(), step.name(), step.target()));
            }
            case null -> throw new IllegalStateException("no core instance in register " + step.instance());
        }
    }

    private static InvalidComponentException noExport(ResolvedStep.AliasCore step) {
        return new InvalidComponentException(step.offset(), "the core instance has no export '" + step.name() + "'");
    }

    private void type(ResolvedStep.AliasCore step, @Nullable CoreExternType type) {
        if (type == null) {
            return;
        }
        Sort sort = switch (type) {
            case CoreExternType.Function _ -> Sort.CORE_FUNCTION;
            case CoreExternType.Table _ -> Sort.CORE_TABLE;
            case CoreExternType.Memory _ -> Sort.CORE_MEMORY;
            case CoreExternType.Global _ -> Sort.CORE_GLOBAL;
            case CoreExternType.Tag _ -> Sort.CORE_TAG;
        };
        if (sort != step.sort()) {
            throw new InvalidComponentException(step.offset(), "export '" + step.name() + "' of the core instance is a "
                    + sort + ", not a " + step.sort());
        }
        types.put(step.target(), type);
    }

    private void lift(ResolvedStep.Lift step) {
        Optional<CanonicalPlan> plan = canonical("canon lift", step.type(), step.options(), step.later());
        if (plan.isEmpty()) {
            return;
        }
        expect(step.offset(), "the core function that is lifted", step.function(), plan.get().liftedCoreType());
        needs(step.offset(), "canon lift", step.options(), plan.get().liftNeedsMemory(), plan.get().liftNeedsRealloc());
        if (step.options().postReturn() >= 0) {
            expect(step.offset(), "post-return", step.options().postReturn(),
                    new CoreExternType.Function(plan.get().liftedCoreType().results(), List.of()));
        }
        if (step.options().callback() >= 0) {
            expect(step.offset(), "callback", step.options().callback(), CALLBACK);
        }
        steps.add(new Step.Lift(plan.get(), component.names().getOrDefault(step.target(), "function"), step.function(),
                step.options(), step.target()));
    }

    private void lower(ResolvedStep.Lower step) {
        Optional<CanonicalPlan> plan = canonical("canon lower", step.type(), step.options(), step.later());
        if (plan.isEmpty()) {
            return;
        }
        needs(step.offset(), "canon lower", step.options(), plan.get().lowerNeedsMemory(),
                plan.get().lowerNeedsRealloc());
        types.put(step.target(), plan.get().loweredCoreType());
        steps.add(new Step.Lower(plan.get(), component.names().getOrDefault(step.function(), "function"),
                step.function(), step.options(), step.target()));
    }

    private void channelBuiltin(ResolvedStep.ChannelBuiltin step) {
        types.put(step.target(), ChannelBuiltins.type(step.name()));
        ChannelBuiltins builtins;
        try {
            builtins = ChannelBuiltins.of(step.type());
        } catch (IllegalArgumentException reason) {
            refused.add("canon " + step.name() + ": " + reason.getMessage());
            return;
        }
        needs(step.offset(), "canon " + step.name(), step.options(), builtins.needsMemory(step.name()),
                builtins.needsRealloc(step.name()));
        steps.add(new Step.ChannelBuiltin(builtins, step.name(), step.async(), step.options(), step.target()));
    }

    private void taskReturn(ResolvedStep.TaskReturn step) {
        FunctionType type = new FunctionType(step.result().stream()
                .map(each -> new FunctionType.Parameter("result", each))
                .toList(), Optional.empty(), false);
        Optional<CanonicalPlan> plan = canonical("canon task.return", type, step.options(), true);
        if (plan.isPresent()) {
            types.put(step.target(), AsyncBuiltins.taskReturnType(plan.get()));
            needs(step.offset(), "canon task.return", step.options(), plan.get().lowerNeedsMemory(), false);
            steps.add(new Step.TaskReturn(plan.get(), step.options(), step.target()));
        }
    }

    private Optional<CanonicalPlan> canonical(String what, FunctionType type, Options options, boolean later) {
        try {
            return Optional.of(later
                    ? CanonicalPlan.withTasks(type, options.encoding(), options.abi())
                    : CanonicalPlan.of(type, options.encoding()));
        } catch (IllegalArgumentException reason) {
            refused.add(what + ": " + reason.getMessage());
            return Optional.empty();
        }
    }

    private void needs(int offset, String what, Options options, boolean memory, boolean realloc) {
        if (memory && options.memory() < 0) {
            throw new InvalidComponentException(offset, what + " of such a function needs the option memory");
        }
        if (realloc && options.realloc() < 0) {
            throw new InvalidComponentException(offset, what + " of such a function needs the option realloc");
        }
        if (options.realloc() >= 0) {
            expect(offset, "realloc", options.realloc(), REALLOC);
        }
    }

    /** Checks the type of a core function, where it is known before the function is. */
    private void expect(int offset, String what, int register, CoreExternType.Function type) {
        CoreExternType actual = types.get(register);
        if (actual != null && !actual.equals(type)) {
            throw new InvalidComponentException(offset, what + " is of type " + actual
                    + ", but the canonical ABI asks for " + type);
        }
    }
}
