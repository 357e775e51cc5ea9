package dev.wippy.component.link;

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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes types as {@link TypesReader} reads them. */
final class TypesWriter {
    /** The kinds of value types, by number, behind those of primitive ones. */
    enum Kind {
        LIST,
        FIXED_LIST,
        MAP,
        RECORD,
        TUPLE,
        VARIANT,
        ENUM,
        FLAGS,
        OPTION,
        RESULT,
        OWN,
        BORROW,
        STREAM,
        FUTURE
    }

    private final FormWriter out;

    TypesWriter(FormWriter out) {
        this.out = out;
    }

    /** Primitive types by their number plus one, so that 0 is a shared type. */
    void value(ValueType type) {
        if (type instanceof ValueType.Primitive primitive) {
            out.number(primitive.ordinal() + 1);
        } else {
            out.number(0);
            out.shared(type, this::compound);
        }
    }

    private void compound(ValueType type) {
        switch (type) {
            case ValueType.Primitive _ -> throw new IllegalArgumentException("a primitive type");
            case ValueType.ListOf(var element) -> of(Kind.LIST, element);
            case ValueType.FixedListOf(var element, int length) -> {
                of(Kind.FIXED_LIST, element);
                out.number(length);
            }
            case ValueType.MapOf(var key, var value) -> {
                of(Kind.MAP, key);
                value(value);
            }
            case ValueType.Record(var fields) -> {
                out.constant(Kind.RECORD);
                out.list(fields, this::field);
            }
            case ValueType.Tuple(var types) -> {
                out.constant(Kind.TUPLE);
                out.list(types, this::value);
            }
            case ValueType.Variant(var cases) -> {
                out.constant(Kind.VARIANT);
                out.list(cases, this::caseOf);
            }
            case ValueType.Enum(var names) -> {
                out.constant(Kind.ENUM);
                out.texts(names);
            }
            case ValueType.Flags(var names) -> {
                out.constant(Kind.FLAGS);
                out.texts(names);
            }
            case ValueType.OptionOf(var value) -> of(Kind.OPTION, value);
            case ValueType.ResultOf(var ok, var err) -> {
                of(Kind.RESULT, ok);
                out.optional(err, this::value);
            }
            case ValueType.Own(var slot) -> {
                out.constant(Kind.OWN);
                slot(slot);
            }
            case ValueType.Borrow(var slot) -> {
                out.constant(Kind.BORROW);
                slot(slot);
            }
            case ValueType.StreamOf(var element) -> of(Kind.STREAM, element);
            case ValueType.FutureOf(var value) -> of(Kind.FUTURE, value);
        }
    }

    private void of(Kind kind, ValueType part) {
        out.constant(kind);
        value(part);
    }

    private void of(Kind kind, Optional<ValueType> part) {
        out.constant(kind);
        out.optional(part, this::value);
    }

    private void field(ValueType.Field field) {
        out.text(field.name());
        value(field.type());
    }

    private void caseOf(ValueType.Case each) {
        out.text(each.name());
        out.optional(each.payload(), this::value);
    }

    void slot(ResourceSlot slot) {
        out.shared(slot, each -> {
            out.number(each.index());
            out.text(each.name());
        });
    }

    void function(FunctionType type) {
        out.shared(type, each -> {
            out.list(each.parameters(), this::parameter);
            out.optional(each.result(), this::value);
            out.flag(each.async());
        });
    }

    private void parameter(FunctionType.Parameter parameter) {
        out.text(parameter.name());
        value(parameter.type());
    }

    void instance(InstanceType type) {
        out.shared(type, each -> externs(each.exports()));
    }

    void component(ComponentType type) {
        out.shared(type, each -> {
            externs(each.imports());
            externs(each.exports());
        });
    }

    void externs(List<NamedExtern> externs) {
        out.list(externs, each -> out.shared(each, this::named));
    }

    private void named(NamedExtern extern) {
        out.text(extern.name());
        ExternAttributes attributes = extern.attributes();
        out.optional(attributes.implemented(), out::text);
        out.optional(attributes.externalId(), out::text);
        extern(extern.type());
    }

    private void extern(ExternType type) {
        switch (type) {
            case ExternType.OfFunction(var function) -> {
                out.number(0);
                function(function);
            }
            case ExternType.OfInstance(var instance) -> {
                out.number(1);
                instance(instance);
            }
            case ExternType.OfComponent(var component) -> {
                out.number(2);
                component(component);
            }
            case ExternType.OfModule(var module) -> {
                out.number(3);
                module(module);
            }
            case ExternType.OfType(var definition) -> {
                out.number(4);
                definition(definition);
            }
            case ExternType.OfResource(var slot) -> {
                out.number(5);
                slot(slot);
            }
        }
    }

    private void definition(TypeDefinition definition) {
        switch (definition) {
            case TypeDefinition.OfValue(var value) -> {
                out.number(0);
                value(value);
            }
            case TypeDefinition.OfFunction(var function) -> {
                out.number(1);
                function(function);
            }
            case TypeDefinition.OfInstance(var instance) -> {
                out.number(2);
                instance(instance);
            }
            case TypeDefinition.OfComponent(var component) -> {
                out.number(3);
                component(component);
            }
            case TypeDefinition.OfResource(var slot) -> {
                out.number(4);
                slot(slot);
            }
        }
    }

    void module(ModuleType type) {
        out.shared(type, each -> out.optional(each.declared(), this::declared));
    }

    void declared(ModuleType.Declared type) {
        out.list(type.imports(), (CoreImport each) -> {
            out.text(each.module());
            out.text(each.name());
            core(each.type());
        });
        out.list(type.exports(), (CoreExport each) -> {
            out.text(each.name());
            core(each.type());
        });
    }

    private void core(CoreExternType type) {
        switch (type) {
            case CoreExternType.Function function -> {
                out.number(0);
                coreFunction(function);
            }
            case CoreExternType.Memory(long minimum, var maximum, boolean shared) -> {
                out.number(1);
                limits(minimum, maximum);
                out.flag(shared);
            }
            case CoreExternType.Table(var element, long minimum, var maximum) -> {
                out.number(2);
                out.constant(element);
                limits(minimum, maximum);
            }
            case CoreExternType.Global(var value, boolean mutable) -> {
                out.number(3);
                out.constant(value);
                out.flag(mutable);
            }
            case CoreExternType.Tag(var function) -> {
                out.number(4);
                coreFunction(function);
            }
        }
    }

    private void coreFunction(CoreExternType.Function function) {
        out.list(function.parameters(), out::constant);
        out.list(function.results(), out::constant);
    }

    private void limits(long minimum, OptionalLong maximum) {
        out.large(minimum);
        out.flag(maximum.isPresent());
        maximum.ifPresent(out::large);
    }
}
