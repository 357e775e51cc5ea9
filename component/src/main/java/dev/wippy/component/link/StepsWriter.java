package dev.wippy.component.link;

import dev.wippy.component.binary.Slice;
import java.util.TreeMap;

/** Writes steps as {@link StepsReader} reads them. */
final class StepsWriter {
    /** The kinds of steps, by number. */
    enum Kind {
        DEFINE_MODULE,
        DECLARE_MODULE,
        ALIAS_OUTER_MODULE,
        CHECK_MODULE,
        INSTANTIATE_MODULE,
        INLINE_CORE,
        ALIAS_CORE,
        DEFINE_COMPONENT,
        LIFT,
        LOWER,
        CHANNEL_BUILTIN,
        TASK_RETURN,
        IMPORT,
        INSTANTIATE,
        INLINE,
        ALIAS_EXPORT,
        ALIAS_OUTER,
        COERCE,
        DEFINE_RESOURCE,
        RESOURCE_BUILTIN,
        TASK_BUILTIN,
        ASYNC_BUILTIN
    }

    private final FormWriter out;
    private final TypesWriter types;

    StepsWriter(FormWriter out, TypesWriter types) {
        this.out = out;
        this.types = types;
    }

    void component(ResolvedComponent component) {
        out.text(component.name());
        types.component(component.type());
        types.externs(component.imports());
        types.externs(component.exports());
        out.list(component.exportSources(), this::source);
        out.number(component.registers());
        out.number(component.slots());
        out.list(component.steps(), this::step);
        out.number(component.names().size());
        new TreeMap<>(component.names()).forEach((register, name) -> {
            out.number(register);
            out.text(name);
        });
        out.texts(component.later());
    }

    private void step(ResolvedStep step) {
        switch (step) {
            case ResolvedStep.DefineModule(int offset, Slice bytes, int target) ->
                step(Kind.DEFINE_MODULE, offset, bytes.offset(), bytes.length(), target);
            case ResolvedStep.DeclareModule(int register, var type) -> {
                step(Kind.DECLARE_MODULE, register);
                types.module(type);
            }
            case ResolvedStep.AliasOuterModule(int depth, int register, int target, var type) -> {
                step(Kind.ALIAS_OUTER_MODULE, depth, register, target);
                types.module(type);
            }
            case ResolvedStep.CheckModule(int offset, var what, int register, var type) -> {
                step(Kind.CHECK_MODULE, offset);
                out.text(what);
                out.number(register);
                types.declared(type);
            }
            case ResolvedStep.InstantiateModule(int offset, int module, var arguments, int target) -> {
                step(Kind.INSTANTIATE_MODULE, offset, module);
                out.list(arguments, (ResolvedStep.Argument each) -> {
                    out.text(each.name());
                    out.number(each.instance());
                });
                out.number(target);
            }
            case ResolvedStep.InlineCore(var names, int[] registers, int target) -> {
                step(Kind.INLINE_CORE);
                out.texts(names);
                out.numbers(registers);
                out.number(target);
            }
            case ResolvedStep.AliasCore(int offset, var sort, int instance, var name, int target) -> {
                step(Kind.ALIAS_CORE, offset, sort.ordinal(), instance);
                out.text(name);
                out.number(target);
            }
            case ResolvedStep.DefineComponent(var component, int target) -> {
                step(Kind.DEFINE_COMPONENT);
                component(component);
                out.number(target);
            }
            case ResolvedStep.Lift(int offset, int function, var options, var type, boolean later, int target) -> {
                step(Kind.LIFT, offset, function);
                options(options);
                types.function(type);
                out.flag(later);
                out.number(target);
            }
            case ResolvedStep.Lower(int offset, int function, var options, var type, boolean later, int target) -> {
                step(Kind.LOWER, offset, function);
                options(options);
                types.function(type);
                out.flag(later);
                out.number(target);
            }
            case ResolvedStep.ChannelBuiltin(int offset, var name, var type, boolean async, var options, int target) -> {
                step(Kind.CHANNEL_BUILTIN, offset);
                out.text(name);
                types.value(type);
                out.flag(async);
                options(options);
                out.number(target);
            }
            case ResolvedStep.TaskReturn(int offset, var result, var options, int target) -> {
                step(Kind.TASK_RETURN, offset);
                out.optional(result, types::value);
                options(options);
                out.number(target);
            }
            case Step.Final plain -> plain(plain);
        }
    }

    private void plain(Step.Final step) {
        switch (step) {
            case Step.Import(int argument, int target, var slots) -> {
                step(Kind.IMPORT, argument, target);
                slots(slots);
            }
            case Step.Instantiate(int component, var arguments, var coercions, int target, var slots) -> {
                step(Kind.INSTANTIATE, component);
                sources(arguments);
                coercions(coercions);
                out.number(target);
                slots(slots);
            }
            case Step.Inline(var items, int target) -> {
                step(Kind.INLINE);
                sources(items);
                out.number(target);
            }
            case Step.AliasExport(int instance, int position, int target) ->
                step(Kind.ALIAS_EXPORT, instance, position, target);
            case Step.AliasOuter(int depth, int register, int target) ->
                step(Kind.ALIAS_OUTER, depth, register, target);
            case Step.Coerce(var source, var coercion, int target, var slots) -> {
                step(Kind.COERCE);
                source(source);
                coercion(coercion);
                out.number(target);
                slots(slots);
            }
            case Step.DefineResource(int offset, int slot, var name, int destructor) -> {
                step(Kind.DEFINE_RESOURCE, offset, slot);
                out.text(name);
                out.number(destructor);
            }
            case Step.ResourceBuiltin(var operation, int slot, int target) ->
                step(Kind.RESOURCE_BUILTIN, operation.ordinal(), slot, target);
            case Step.TaskBuiltin(var operation, int slot, int target) ->
                step(Kind.TASK_BUILTIN, operation.ordinal(), slot, target);
            case Step.AsyncBuiltin(var name, boolean flag, int memory, int table, int target) -> {
                step(Kind.ASYNC_BUILTIN);
                out.text(name);
                out.flag(flag);
                out.number(memory);
                out.number(table);
                out.number(target);
            }
        }
    }

    private void step(Kind kind, int... numbers) {
        out.constant(kind);
        for (int each : numbers) {
            out.number(each);
        }
    }

    private void options(Options options) {
        out.constant(options.encoding());
        out.number(options.memory());
        out.number(options.realloc());
        out.number(options.postReturn());
        out.flag(options.async());
        out.number(options.callback());
    }

    private void sources(Source[] sources) {
        out.number(sources.length);
        for (Source each : sources) {
            source(each);
        }
    }

    private void source(Source source) {
        switch (source) {
            case Source.Nothing _ -> out.number(0);
            case Source.Register(int index) -> {
                out.number(1);
                out.number(index);
            }
            case Source.Resource(int slot) -> {
                out.number(2);
                out.number(slot);
            }
        }
    }

    private void slots(SlotBinding[] slots) {
        out.number(slots.length);
        for (SlotBinding each : slots) {
            out.numbers(each.path());
            out.number(each.slot());
        }
    }

    private void coercions(Coercion[] coercions) {
        out.number(coercions.length);
        for (Coercion each : coercions) {
            coercion(each);
        }
    }

    private void coercion(Coercion coercion) {
        switch (coercion) {
            case Coercion.Same _ -> out.number(0);
            case Coercion.OfInstance instance -> {
                out.number(1);
                ofInstance(instance);
            }
            case Coercion.OfComponent(int[] imports, var arguments, var exports) -> {
                out.number(2);
                out.numbers(imports);
                coercions(arguments);
                ofInstance(exports);
            }
        }
    }

    private void ofInstance(Coercion.OfInstance coercion) {
        out.numbers(coercion.positions());
        coercions(coercion.parts());
    }
}
