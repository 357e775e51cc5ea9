package dev.wippy.component.link;

import dev.wippy.component.link.TypesWriter.Kind;
import dev.wippy.component.types.ComponentType;
import dev.wippy.component.types.ExternAttributes;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.InstanceType;
import dev.wippy.component.types.ModuleType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreModule.CoreExport;
import dev.wippy.engine.CoreModule.CoreImport;
import dev.wippy.engine.CoreType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Reads types as {@link TypesWriter} writes them; what was one object is one again. */
final class TypesReader {
    private static final ValueType.Primitive[] PRIMITIVES = ValueType.Primitive.values();
    private static final Kind[] KINDS = Kind.values();
    private static final CoreType[] CORE_TYPES = CoreType.values();

    private final FormReader in;
    // Made once: a lambda for each call would be most of the work on a cold JVM.
    private final Supplier<ValueType> value = this::value;
    private final Supplier<ValueType> compound = this::compound;
    private final Supplier<String> text;
    private final Supplier<FunctionType> function = this::newFunction;
    private final Supplier<InstanceType> instance = this::newInstance;
    private final Supplier<NamedExtern> extern = this::sharedExtern;
    private final Supplier<NamedExtern> newExtern = this::newExtern;
    private final Supplier<ResourceSlot> slot = this::newSlot;
    private final Supplier<FunctionType.Parameter> parameter = this::parameter;

    TypesReader(FormReader in) {
        this.in = in;
        this.text = in::text;
    }

    ValueType value() {
        int primitive = in.number();
        return primitive == 0 ? in.shared(ValueType.class, compound) : PRIMITIVES[primitive - 1];
    }

    private ValueType compound() {
        return switch (in.constant(KINDS)) {
            case LIST -> new ValueType.ListOf(value());
            case FIXED_LIST -> new ValueType.FixedListOf(value(), in.number());
            case MAP -> new ValueType.MapOf(value(), value());
            case RECORD -> new ValueType.Record(in.list(() -> new ValueType.Field(in.text(), value())));
            case TUPLE -> new ValueType.Tuple(in.list(value));
            case VARIANT -> new ValueType.Variant(in.list(() -> new ValueType.Case(in.text(), in.optional(value))));
            case ENUM -> new ValueType.Enum(in.texts());
            case FLAGS -> new ValueType.Flags(in.texts());
            case OPTION -> new ValueType.OptionOf(value());
            case RESULT -> new ValueType.ResultOf(in.optional(value), in.optional(value));
            case OWN -> new ValueType.Own(slot());
            case BORROW -> new ValueType.Borrow(slot());
            case STREAM -> new ValueType.StreamOf(in.optional(value));
            case FUTURE -> new ValueType.FutureOf(in.optional(value));
        };
    }

    Optional<ValueType> optionalValue() {
        return in.optional(value);
    }

    private ResourceSlot slot() {
        return in.shared(ResourceSlot.class, slot);
    }

    private ResourceSlot newSlot() {
        return new ResourceSlot(in.number(), in.text());
    }

    FunctionType function() {
        return in.shared(FunctionType.class, function);
    }

    private FunctionType newFunction() {
        return new FunctionType(in.list(parameter), in.optional(value), in.flag());
    }

    private FunctionType.Parameter parameter() {
        return new FunctionType.Parameter(in.text(), value());
    }

    private InstanceType instance() {
        return in.shared(InstanceType.class, instance);
    }

    private InstanceType newInstance() {
        return new InstanceType(externs());
    }

    ComponentType component() {
        return in.shared(ComponentType.class, () -> new ComponentType(externs(), externs()));
    }

    List<NamedExtern> externs() {
        return in.list(extern);
    }

    private NamedExtern sharedExtern() {
        return in.shared(NamedExtern.class, newExtern);
    }

    private NamedExtern newExtern() {
        String name = in.text();
        Optional<String> implemented = in.optional(text);
        Optional<String> externalId = in.optional(text);
        ExternAttributes attributes = implemented.isEmpty() && externalId.isEmpty()
                ? ExternAttributes.NONE
                : new ExternAttributes(implemented, externalId);
        return new NamedExtern(name, extern(), attributes);
    }

    private ExternType extern() {
        int kind = in.number();
        return switch (kind) {
            case 0 -> new ExternType.OfFunction(function());
            case 1 -> new ExternType.OfInstance(instance());
            case 2 -> new ExternType.OfComponent(component());
            case 3 -> new ExternType.OfModule(module());
            case 4 -> new ExternType.OfType(definition());
            case 5 -> new ExternType.OfResource(slot());
            default -> throw new IllegalArgumentException("no kind of extern: " + kind);
        };
    }

    private TypeDefinition definition() {
        int kind = in.number();
        return switch (kind) {
            case 0 -> new TypeDefinition.OfValue(value());
            case 1 -> new TypeDefinition.OfFunction(function());
            case 2 -> new TypeDefinition.OfInstance(instance());
            case 3 -> new TypeDefinition.OfComponent(component());
            case 4 -> new TypeDefinition.OfResource(slot());
            default -> throw new IllegalArgumentException("no kind of definition: " + kind);
        };
    }

    ModuleType module() {
        return in.shared(ModuleType.class, () -> new ModuleType(in.optional(this::declared)));
    }

    ModuleType.Declared declared() {
        return new ModuleType.Declared(in.list(() -> new CoreImport(in.text(), in.text(), core())),
                in.list(() -> new CoreExport(in.text(), core())));
    }

    private CoreExternType core() {
        int kind = in.number();
        return switch (kind) {
            case 0 -> coreFunction();
            case 1 -> new CoreExternType.Memory(in.large(), maximum(), in.flag());
            case 2 -> new CoreExternType.Table(in.constant(CORE_TYPES), in.large(), maximum());
            case 3 -> new CoreExternType.Global(in.constant(CORE_TYPES), in.flag());
            case 4 -> new CoreExternType.Tag(coreFunction());
            default -> throw new IllegalArgumentException("no kind of core extern: " + kind);
        };
    }

    private CoreExternType.Function coreFunction() {
        return new CoreExternType.Function(in.list(() -> in.constant(CORE_TYPES)),
                in.list(() -> in.constant(CORE_TYPES)));
    }

    private OptionalLong maximum() {
        return in.flag() ? OptionalLong.of(in.large()) : OptionalLong.empty();
    }
}
