package dev.wippy.component.link;

import dev.wippy.component.abi.StringEncoding;
import dev.wippy.component.binary.Definition.ResourceOperation;
import dev.wippy.component.binary.Definition.TaskOperation;
import dev.wippy.component.binary.Slice;
import dev.wippy.component.binary.Sort;
import dev.wippy.component.link.StepsWriter.Kind;
import dev.wippy.component.types.ComponentType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads components as {@link StepsWriter} writes them. Their core modules are parts of the component's own bytes. */
final class StepsReader {
    private static final Kind[] KINDS = Kind.values();
    private static final Sort[] SORTS = Sort.values();
    private static final StringEncoding[] ENCODINGS = StringEncoding.values();
    private static final ResourceOperation[] RESOURCE_OPERATIONS = ResourceOperation.values();
    private static final TaskOperation[] TASK_OPERATIONS = TaskOperation.values();

    private final FormReader in;
    private final TypesReader types;
    private final byte[] binary;
    private final Map<ValueType, ValueType> aliases;
    private final Supplier<Coercion> newCoercion = this::newCoercion;

    /** @param aliases those of all components, to be filled by the caller */
    StepsReader(FormReader in, TypesReader types, byte[] binary, Map<ValueType, ValueType> aliases) {
        this.in = in;
        this.types = types;
        this.binary = binary;
        this.aliases = aliases;
    }

    ResolvedComponent component() {
        String name = in.text();
        ComponentType type = types.component();
        List<NamedExtern> imports = types.externs();
        List<NamedExtern> exports = types.externs();
        List<Source> sources = in.list(this::source);
        int registers = in.number();
        int slots = in.number();
        List<ResolvedStep> steps = in.list(this::step);
        Map<Integer, String> names = new HashMap<>();
        for (int count = in.count(); count > 0; count--) {
            names.put(in.number(), in.text());
        }
        return new ResolvedComponent(name, type, imports, exports, sources, steps, registers, slots, Map.copyOf(names),
                in.texts(), aliases);
    }

    private ResolvedStep step() {
        return switch (in.constant(KINDS)) {
            case DEFINE_MODULE -> new ResolvedStep.DefineModule(in.number(),
                    new Slice(binary, in.number(), in.number()), in.number());
            case DECLARE_MODULE -> new ResolvedStep.DeclareModule(in.number(), types.module());
            case ALIAS_OUTER_MODULE -> new ResolvedStep.AliasOuterModule(in.number(), in.number(), in.number(),
                    types.module());
            case CHECK_MODULE -> new ResolvedStep.CheckModule(in.number(), in.text(), in.number(), types.declared());
            case INSTANTIATE_MODULE -> new ResolvedStep.InstantiateModule(in.number(), in.number(),
                    in.list(() -> new ResolvedStep.Argument(in.text(), in.number())), in.number());
            case INLINE_CORE -> new ResolvedStep.InlineCore(in.texts(), in.numbers(), in.number());
            case ALIAS_CORE -> new ResolvedStep.AliasCore(in.number(), in.constant(SORTS), in.number(), in.text(),
                    in.number());
            case DEFINE_COMPONENT -> new ResolvedStep.DefineComponent(in.nested(this::component), in.number());
            case LIFT -> {
                int offset = in.number();
                int function = in.number();
                Options options = options();
                FunctionType type = types.function();
                yield new ResolvedStep.Lift(offset, function, options, type, in.flag(), in.number());
            }
            case LOWER -> {
                int offset = in.number();
                int function = in.number();
                Options options = options();
                FunctionType type = types.function();
                yield new ResolvedStep.Lower(offset, function, options, type, in.flag(), in.number());
            }
            case CHANNEL_BUILTIN -> new ResolvedStep.ChannelBuiltin(in.number(), in.text(), types.value(), in.flag(),
                    options(), in.number());
            case TASK_RETURN -> new ResolvedStep.TaskReturn(in.number(), types.optionalValue(), options(),
                    in.number());
            case IMPORT -> new Step.Import(in.number(), in.number(), slots());
            case INSTANTIATE -> new Step.Instantiate(in.number(), sources(), coercions(), in.number(), slots());
            case INLINE -> new Step.Inline(sources(), in.number());
            case ALIAS_EXPORT -> new Step.AliasExport(in.number(), in.number(), in.number());
            case ALIAS_OUTER -> new Step.AliasOuter(in.number(), in.number(), in.number());
            case COERCE -> new Step.Coerce(source(), coercion(), in.number(), slots());
            case DEFINE_RESOURCE -> new Step.DefineResource(in.number(), in.number(), in.text(), in.number());
            case RESOURCE_BUILTIN -> new Step.ResourceBuiltin(in.constant(RESOURCE_OPERATIONS), in.number(),
                    in.number());
            case TASK_BUILTIN -> new Step.TaskBuiltin(in.constant(TASK_OPERATIONS), in.number(), in.number());
            case ASYNC_BUILTIN -> new Step.AsyncBuiltin(in.text(), in.flag(), in.number(), in.number(), in.number());
        };
    }

    private Options options() {
        return new Options(in.constant(ENCODINGS), in.number(), in.number(), in.number(), in.flag(), in.number());
    }

    private Source[] sources() {
        Source[] sources = new Source[in.count()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = source();
        }
        return sources;
    }

    private Source source() {
        int kind = in.number();
        return switch (kind) {
            case 0 -> Source.Nothing.NOTHING;
            case 1 -> new Source.Register(in.number());
            case 2 -> new Source.Resource(in.number());
            default -> throw new IllegalArgumentException("no kind of source: " + kind);
        };
    }

    private SlotBinding[] slots() {
        SlotBinding[] slots = new SlotBinding[in.count()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new SlotBinding(in.numbers(), in.number());
        }
        return slots;
    }

    private Coercion[] coercions() {
        Coercion[] coercions = new Coercion[in.count()];
        for (int i = 0; i < coercions.length; i++) {
            coercions[i] = coercion();
        }
        return coercions;
    }

    private Coercion coercion() {
        return in.nested(newCoercion);
    }

    private Coercion newCoercion() {
        int kind = in.number();
        return switch (kind) {
            case 0 -> Coercion.Same.SAME;
            case 1 -> ofInstance();
            case 2 -> new Coercion.OfComponent(in.numbers(), coercions(), ofInstance());
            default -> throw new IllegalArgumentException("no kind of coercion: " + kind);
        };
    }

    private Coercion.OfInstance ofInstance() {
        return new Coercion.OfInstance(in.numbers(), coercions());
    }
}
