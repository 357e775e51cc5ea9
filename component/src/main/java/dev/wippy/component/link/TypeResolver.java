package dev.wippy.component.link;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.binary.Definition;
import dev.wippy.component.binary.ExternDeclaration;
import dev.wippy.component.binary.Sort;
import dev.wippy.component.binary.TypeDeclaration;
import dev.wippy.component.binary.TypeDeclaration.Label;
import dev.wippy.component.binary.TypeDeclaration.Reference;
import dev.wippy.component.types.ComponentType;
import dev.wippy.component.types.ExternAttributes;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.InstanceType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.component.types.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves type declarations, whose parts are indices, to types (Binary.md, <em>Type Definitions</em>). */
final class TypeResolver {
    private final TypeContext context;
    private final CoreTypeResolver coreTypes = new CoreTypeResolver();

    TypeResolver(TypeContext context) {
        this.context = context;
    }

    /** Resolves a core type and adds it to a scope. */
    void define(Definition.CoreType definition, Scope scope) {
        coreTypes.define(definition.type(), scope, definition.offset());
    }

    /** The type that a declaration stands for. Resource types are not made here, for only a component may define one. */
    TypeDefinition resolve(TypeDeclaration declaration, Scope scope, int offset) {
        return context.check(offset, switch (declaration) {
            case TypeDeclaration.Function function -> new TypeDefinition.OfFunction(function(function, scope, offset));
            case TypeDeclaration.Component(var parts) -> new TypeDefinition.OfComponent(component(parts, scope));
            case TypeDeclaration.Instance(var parts) -> new TypeDefinition.OfInstance(instance(parts, scope));
            case TypeDeclaration.Resource _ ->
                throw new InvalidComponentException(offset, "a resource type can't be defined inside a type");
            default -> new TypeDefinition.OfValue(context.checkBytes(offset, value(declaration, scope, offset)));
        });
    }

    private ValueType value(TypeDeclaration declaration, Scope scope, int offset) {
        return switch (declaration) {
            case TypeDeclaration.Primitive(var type) -> type;
            case TypeDeclaration.Record(var fields) -> {
                some("record", "field", fields, offset);
                Names.labels("fields of a record", fields.stream().map(Label::name).toList(), offset);
                yield new ValueType.Record(fields.stream()
                        .map(each -> new ValueType.Field(each.name(), value(each.type(), scope, offset)))
                        .toList());
            }
            case TypeDeclaration.Variant(var cases) -> {
                some("variant", "case", cases, offset);
                Names.labels("cases of a variant", cases.stream().map(TypeDeclaration.Case::name).toList(), offset);
                yield new ValueType.Variant(cases.stream()
                        .map(each -> new ValueType.Case(each.name(), value(each.payload(), scope, offset)))
                        .toList());
            }
            case TypeDeclaration.ListOf(var element) -> new ValueType.ListOf(value(element, scope, offset));
            case TypeDeclaration.FixedListOf(var element, int length) -> {
                if (length == 0) {
                    throw new InvalidComponentException(offset, "a list of a fixed length has to have one element at"
                            + " least");
                }
                yield new ValueType.FixedListOf(value(element, scope, offset), length);
            }
            case TypeDeclaration.MapOf(var key, var value) ->
                new ValueType.MapOf(key(value(key, scope, offset), offset), value(value, scope, offset));
            case TypeDeclaration.Tuple(var types) -> {
                some("tuple", "type", types, offset);
                yield new ValueType.Tuple(types.stream().map(each -> value(each, scope, offset)).toList());
            }
            case TypeDeclaration.Flags(var names) -> {
                some("flags", "name", names, offset);
                if (names.size() > 32) {
                    throw new InvalidComponentException(offset, names.size() + " flags in one type, which may have 32");
                }
                Names.labels("flags", names, offset);
                yield new ValueType.Flags(names);
            }
            case TypeDeclaration.Enum(var names) -> {
                some("enum", "case", names, offset);
                Names.labels("cases of an enum", names, offset);
                yield new ValueType.Enum(names);
            }
            case TypeDeclaration.OptionOf(var value) -> new ValueType.OptionOf(value(value, scope, offset));
            case TypeDeclaration.ResultOf(var ok, var err) ->
                new ValueType.ResultOf(value(ok, scope, offset), value(err, scope, offset));
            case TypeDeclaration.Own(int type) -> new ValueType.Own(resource(type, scope, offset));
            case TypeDeclaration.Borrow(int type) -> new ValueType.Borrow(resource(type, scope, offset));
            case TypeDeclaration.StreamOf(var element) ->
                new ValueType.StreamOf(moved("stream", value(element, scope, offset), offset));
            case TypeDeclaration.FutureOf(var value) ->
                new ValueType.FutureOf(moved("future", value(value, scope, offset), offset));
            default -> throw new IllegalArgumentException("not a value's type: " + declaration);
        };
    }

    private static ValueType key(ValueType type, int offset) {
        return switch (type) {
            case ValueType.Primitive.F32, ValueType.Primitive.F64, ValueType.Primitive.ERROR_CONTEXT ->
                throw new InvalidComponentException(offset, "a map's key can't be of type " + type);
            case ValueType.Primitive primitive -> primitive;
            default -> throw new InvalidComponentException(offset, "a map's key can't be of type " + type.brief()
                    + ", only a bool, an integer, a char or a string");
        };
    }

    private static void some(String type, String part, List<?> parts, int offset) {
        if (parts.isEmpty()) {
            throw new InvalidComponentException(offset, "a " + type + " has to have one " + part + " at least");
        }
    }

    private Optional<ValueType> moved(String what, Optional<ValueType> element, int offset) {
        if (element.isPresent() && context.measure(element.get()).borrow()) {
            throw new InvalidComponentException(offset, "a " + what + " can't hold a borrow");
        }
        if (what.equals("stream") && element.equals(Optional.of(ValueType.Primitive.CHAR))) {
            throw new InvalidComponentException(offset, "a stream can't be of char");
        }
        return element;
    }

    /** The value's type that a reference stands for. */
    static ValueType value(Reference reference, Scope scope, int offset) {
        return switch (reference) {
            case Reference.Primitive(var type) -> type;
            case Reference.Index(int index) -> {
                TypeDefinition type = scope.type(index, offset);
                if (type instanceof TypeDefinition.OfValue(var value)) {
                    yield value;
                }
                throw new InvalidComponentException(offset, "type " + index + " is not a value's type but "
                        + describe(type));
            }
        };
    }

    private Optional<ValueType> value(Optional<Reference> reference, Scope scope, int offset) {
        return reference.map(each -> value(each, scope, offset));
    }

    /** The resource type with that index. */
    static ResourceSlot resource(int index, Scope scope, int offset) {
        TypeDefinition type = scope.type(index, offset);
        if (type instanceof TypeDefinition.OfResource(var slot)) {
            return slot;
        }
        throw new InvalidComponentException(offset, "type " + Integer.toUnsignedString(index)
                + " is not a resource type but " + describe(type));
    }

    private FunctionType function(TypeDeclaration.Function function, Scope scope, int offset) {
        Names.labels("parameters", function.parameters().stream().map(Label::name).toList(), offset);
        Optional<ValueType> result = value(function.result(), scope, offset);
        if (result.isPresent() && context.measure(result.get()).borrow()) {
            throw new InvalidComponentException(offset, "a function's result can't hold a borrow");
        }
        return new FunctionType(function.parameters().stream()
                .map(each -> new FunctionType.Parameter(each.name(), value(each.type(), scope, offset)))
                .toList(), result, function.async());
    }

    /** The function type with that index. */
    static FunctionType function(int index, Scope scope, int offset) {
        TypeDefinition type = scope.type(index, offset);
        if (type instanceof TypeDefinition.OfFunction(var function)) {
            return function;
        }
        throw new InvalidComponentException(offset, "type " + Integer.toUnsignedString(index)
                + " is not a function's type but " + describe(type));
    }

    /** What functions of an instance type speak of needs no name before there is an instance. */
    private InstanceType instance(List<Definition> declarators, Scope parent) {
        List<NamedExtern> exports = new ArrayList<>();
        declare(declarators, new Scope(Scope.Kind.INSTANCE_TYPE, parent, context), new ArrayList<>(), exports,
                Optional.empty());
        return new InstanceType(exports);
    }

    private ComponentType component(List<Definition> declarators, Scope parent) {
        List<NamedExtern> imports = new ArrayList<>();
        List<NamedExtern> exports = new ArrayList<>();
        declare(declarators, new Scope(Scope.Kind.COMPONENT_TYPE, parent, context), imports, exports,
                Optional.of(new Visibility(context)));
        return new ComponentType(imports, exports);
    }

    private void declare(List<Definition> declarators, Scope scope, List<NamedExtern> imports,
            List<NamedExtern> exports, Optional<Visibility> visibility) {
        Names importNames = new Names("imports");
        Names exportNames = new Names("exports");
        for (Definition each : declarators) {
            int offset = each.offset();
            switch (each) {
                case Definition.CoreType type -> define(type, scope);
                case Definition.Type(_, var type) -> scope.add(resolve(type, scope, offset));
                case Definition.AliasExport alias -> aliasExport(alias, scope);
                case Definition.AliasOuter alias -> aliasOuter(alias, scope);
                case Definition.Import(_, var name, var attributes, var declaration) -> {
                    NamedExtern item = declare(name, attributes, declaration, scope, offset);
                    importNames.add(item, offset);
                    visibility.ifPresent(known -> known.imports(item, offset));
                    imports.add(item);
                }
                case Definition.ExportDeclaration(_, var name, var attributes, var declaration) -> {
                    NamedExtern item = declare(name, attributes, declaration, scope, offset);
                    exportNames.add(item, offset);
                    visibility.ifPresent(known -> known.exports(item, offset));
                    exports.add(item);
                }
                default -> throw new IllegalArgumentException("not a declarator: " + each);
            }
        }
    }

    private NamedExtern declare(String name, ExternAttributes attributes, ExternDeclaration declaration, Scope scope,
            int offset) {
        ExternType type = extern(name, declaration, scope, offset);
        switch (type) {
            case ExternType.OfFunction(var function) -> scope.addFunction(function, -1);
            case ExternType.OfInstance(var instance) -> scope.addInstance(instance, -1);
            case ExternType.OfComponent(var component) -> scope.addComponent(component, -1);
            case ExternType.OfModule(var module) -> scope.addModule(module, -1);
            case ExternType.OfType(var definition) -> scope.add(definition);
            case ExternType.OfResource(var slot) -> scope.add(new TypeDefinition.OfResource(slot));
        }
        return new NamedExtern(name, type, attributes);
    }

    private void aliasExport(Definition.AliasExport alias, Scope scope) {
        int offset = alias.offset();
        if (alias.core() || alias.sort() != Sort.TYPE && alias.sort() != Sort.INSTANCE) {
            throw new InvalidComponentException(offset, "inside a type, only types and instances can be aliased");
        }
        switch (export(alias, scope.instance(alias.instance(), offset).type())) {
            case ExternType.OfInstance(var instance) -> scope.addInstance(instance, -1);
            case ExternType.OfType(var definition) -> scope.add(definition);
            case ExternType.OfResource(var slot) -> scope.add(new TypeDefinition.OfResource(slot));
            default -> throw new IllegalStateException("an alias of another sort");
        }
    }

    /** The export that an alias names, which has to be of the alias's sort. */
    ExternType export(Definition.AliasExport alias, InstanceType instance) {
        int position = context.position(instance, alias.name());
        if (position < 0) {
            throw new InvalidComponentException(alias.offset(), "instance " + alias.instance() + " has no export '"
                    + alias.name() + "'");
        }
        ExternType type = instance.exports().get(position).type();
        if (sort(type) != alias.sort()) {
            throw new InvalidComponentException(alias.offset(), "export '" + alias.name() + "' of instance "
                    + alias.instance() + " is of sort " + sort(type) + ", not " + alias.sort());
        }
        return type;
    }

    /** The sort of an item of that type. */
    static Sort sort(ExternType type) {
        return switch (type) {
            case ExternType.OfFunction _ -> Sort.FUNCTION;
            case ExternType.OfInstance _ -> Sort.INSTANCE;
            case ExternType.OfComponent _ -> Sort.COMPONENT;
            case ExternType.OfModule _ -> Sort.CORE_MODULE;
            case ExternType.OfType _,ExternType.OfResource _ -> Sort.TYPE;
        };
    }

    /** Aliases a type or core type of an enclosing scope. */
    void aliasOuter(Definition.AliasOuter alias, Scope scope) {
        int offset = alias.offset();
        Scope outer = scope.outer(alias.count(), offset);
        switch (alias.sort()) {
            case TYPE -> {
                TypeDefinition type = outer.type(alias.index(), offset);
                // A component could be moved out of the one around it only if no resource type ties it down.
                if (scope.crossesComponent(alias.count()) && !ResourceSlots.free(type, context).isEmpty()) {
                    throw new InvalidComponentException(offset, "an alias of a type outside of the component that"
                            + " speaks of the resource type "
                            + ResourceSlots.free(type, context).values().iterator().next());
                }
                scope.add(type);
            }
            case CORE_TYPE -> scope.add(outer.coreType(alias.index(), offset));
            default -> throw new InvalidComponentException(offset, "a " + alias.sort()
                    + " of an enclosing scope can't be aliased here");
        }
    }

    /** The type of an import or export; what an instance brings in is new in the scope. */
    ExternType extern(String name, ExternDeclaration declaration, Scope scope, int offset) {
        return context.check(offset, switch (declaration) {
            case ExternDeclaration.SubResource() -> new ExternType.OfResource(scope.newResource(name, offset));
            case ExternDeclaration.TypeEquals(int index) ->
                new ExternType.OfType(Visibility.renamed(name, scope.type(index, offset), context));
            case ExternDeclaration.Typed(var sort, int index) when sort == Sort.CORE_MODULE -> {
                if (scope.coreType(index, offset) instanceof Scope.CoreTypeEntry.OfModule(var module)) {
                    yield new ExternType.OfModule(module);
                }
                throw new InvalidComponentException(offset, "core type " + index + " is not a module's type");
            }
            case ExternDeclaration.Typed(var sort, int index) -> {
                TypeDefinition type = scope.type(index, offset);
                yield switch (type) {
                    case TypeDefinition.OfFunction(var function) when sort == Sort.FUNCTION ->
                        new ExternType.OfFunction(function);
                    case TypeDefinition.OfComponent(var component) when sort == Sort.COMPONENT ->
                        new ExternType.OfComponent(component);
                    case TypeDefinition.OfInstance(var instance) when sort == Sort.INSTANCE ->
                        new ExternType.OfInstance(open(instance, scope, offset));
                    default -> throw new InvalidComponentException(offset, "type " + Integer.toUnsignedString(index)
                            + " is not the type of a " + sort + " but " + describe(type));
                };
            }
        });
    }

    /** An instance of a type: each resource type that the type brings in is one of its own. */
    private InstanceType open(InstanceType type, Scope scope, int offset) {
        Substitution fresh = new Substitution(context, offset);
        for (var each : ResourceSlots.introduced(type.exports())) {
            fresh.put(each.slot(), scope.newResource(each.slot().name(), offset));
        }
        return fresh.apply(type);
    }

    private static String describe(TypeDefinition type) {
        return switch (type) {
            case TypeDefinition.OfValue _ -> "a value's type";
            case TypeDefinition.OfFunction _ -> "a function's type";
            case TypeDefinition.OfInstance _ -> "an instance's type";
            case TypeDefinition.OfComponent _ -> "a component's type";
            case TypeDefinition.OfResource _ -> "a resource type";
        };
    }
}
