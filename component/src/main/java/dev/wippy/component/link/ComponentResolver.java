package dev.wippy.component.link;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.binary.ComponentBinary;
import dev.wippy.component.binary.Definition;
import dev.wippy.component.binary.ExternDeclaration;
import dev.wippy.component.binary.Sort;
import dev.wippy.component.binary.TypeDeclaration;
import dev.wippy.component.types.ComponentType;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.InstanceType;
import dev.wippy.component.types.ModuleType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves one component: walks its definitions in order, builds the index spaces with their types, checks every index,
 * sort and type, and notes the steps that an instantiation takes.
 */
public final class ComponentResolver {
    private final TypeContext context;
    private final TypeResolver types;
    private final Scope scope;
    private final int offset;
    private final String name;
    private final Labels labels;
    private final CanonResolver canon;

    private final List<ResolvedStep> steps;
    private final Registers registers;
    private final List<String> later = new ArrayList<>();
    private final List<NamedExtern> imports = new ArrayList<>();
    private final List<NamedExtern> exports = new ArrayList<>();
    private final List<Source> exportSources = new ArrayList<>();
    private final Names importNames = new Names("imports");
    private final Names exportNames = new Names("exports");
    private final Visibility visibility;
    /** The resource types that imports and exports have brought in so far. */
    private final Set<Integer> introduced = new HashSet<>();
    private int typeIndex;

    private ComponentResolver(ComponentBinary binary, @Nullable Scope parent, TypeContext context) {
        this.context = context;
        this.types = new TypeResolver(context);
        this.visibility = new Visibility(context);
        this.scope = new Scope(Scope.Kind.COMPONENT, parent, context);
        this.offset = binary.offset();
        this.name = binary.name().orElse("component");
        this.labels = new Labels(binary);
        this.steps = new ArrayList<>();
        this.registers = new Registers();
        this.canon = new CanonResolver(context, scope, registers, steps, later);
    }

    /** Hands out registers. */
    static final class Registers {
        private int count;

        int next() {
            return count++;
        }
    }

    /**
     * Resolves a component and those nested in it.
     *
     * @throws InvalidComponentException if a definition breaks a rule
     */
    public static ResolvedComponent resolve(ComponentBinary binary) {
        return resolve(binary, null, new TypeContext());
    }

    private static ResolvedComponent resolve(ComponentBinary binary, @Nullable Scope parent, TypeContext context) {
        ComponentResolver resolver = new ComponentResolver(binary, parent, context);
        binary.definitions().forEach(resolver::define);
        return resolver.finish();
    }

    private void define(Definition definition) {
        int at = definition.offset();
        switch (definition) {
            case Definition.Module(_, var bytes) -> {
                int target = registers.next();
                steps.add(new ResolvedStep.DefineModule(at, bytes, target));
                scope.addModule(new ModuleType(Optional.empty()), target);
            }
            case Definition.CoreInstantiate instantiate -> coreInstantiate(instantiate);
            case Definition.CoreInline(_, var items) -> coreInline(items, at);
            case Definition.CoreType type -> types.define(type, scope);
            case Definition.Nested(_, var component) -> {
                ResolvedComponent resolved = resolve(component, scope, context);
                int target = registers.next();
                steps.add(new ResolvedStep.DefineComponent(resolved, target));
                scope.addComponent(resolved.type(), target);
            }
            case Definition.Instantiate instantiate -> instantiate(instantiate);
            case Definition.Inline(_, var items) -> inline(items, at);
            case Definition.AliasExport alias when alias.core() -> aliasCore(alias);
            case Definition.AliasExport alias -> aliasExport(alias);
            case Definition.AliasOuter alias -> aliasOuter(alias);
            case Definition.Type(_, TypeDeclaration.Resource resource) -> defineResource(resource, at);
            case Definition.Type(_, var type) -> addType(types.resolve(type, scope, at));
            case Definition.Lift lift -> canon.lift(lift);
            case Definition.Lower lower -> canon.lower(lower);
            case Definition.ResourceBuiltin builtin -> canon.resourceBuiltin(builtin);
            case Definition.TaskBuiltin builtin -> canon.taskBuiltin(builtin);
            case Definition.AsyncBuiltin builtin -> canon.asyncBuiltin(builtin);
            case Definition.Import each -> importOf(each);
            case Definition.Export each -> exportOf(each);
            case Definition.ExportDeclaration _ -> throw new IllegalArgumentException("a declarator in a component");
        }
    }

    private void addType(TypeDefinition type) {
        scope.add(type);
        typeIndex++;
    }

    private void coreInstantiate(Definition.CoreInstantiate definition) {
        int at = definition.offset();
        int module = scope.module(definition.module(), at).register();
        List<ResolvedStep.Argument> arguments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Definition.CoreArgument each : definition.arguments()) {
            if (!names.add(each.name())) {
                throw new InvalidComponentException(at, "two arguments are called '" + each.name() + "'");
            }
            arguments.add(new ResolvedStep.Argument(each.name(), scope.core(Sort.CORE_INSTANCE, each.instance(), at)));
        }
        int target = registers.next();
        steps.add(new ResolvedStep.InstantiateModule(at, module, List.copyOf(arguments), target));
        scope.addCore(Sort.CORE_INSTANCE, target);
    }

    private void coreInline(List<Definition.Item> items, int at) {
        Set<String> names = new HashSet<>();
        List<String> order = new ArrayList<>();
        int[] sources = new int[items.size()];
        for (Definition.Item each : items) {
            if (!names.add(each.name())) {
                throw new InvalidComponentException(at, "two exports are called '" + each.name() + "'");
            }
            sources[order.size()] = scope.core(each.sort(), each.index(), at);
            order.add(each.name());
        }
        int target = registers.next();
        steps.add(new ResolvedStep.InlineCore(List.copyOf(order), sources, target));
        scope.addCore(Sort.CORE_INSTANCE, target);
    }

    private void aliasCore(Definition.AliasExport alias) {
        int at = alias.offset();
        int instance = scope.core(Sort.CORE_INSTANCE, alias.instance(), at);
        int target = registers.next();
        steps.add(new ResolvedStep.AliasCore(at, alias.sort(), instance, alias.name(), target));
        scope.addCore(alias.sort(), target);
    }

    private void instantiate(Definition.Instantiate definition) {
        int at = definition.offset();
        Scope.Item<ComponentType> component = scope.component(definition.component(), at);
        Map<String, Definition.Item> given = new HashMap<>();
        for (Definition.Item each : definition.arguments()) {
            if (given.put(each.name(), each) != null) {
                throw new InvalidComponentException(at, "two arguments are called '" + each.name() + "'");
            }
            typed(each, at);
        }
        List<NamedExtern> asked = component.type().imports();
        Source[] arguments = new Source[asked.size()];
        Coercion[] coercions = new Coercion[asked.size()];
        Subtyping matching = new Subtyping(context, at);
        for (int i = 0; i < arguments.length; i++) {
            String argument = asked.get(i).name();
            Definition.Item item = given.get(argument);
            if (item == null) {
                throw new InvalidComponentException(at, "the argument '" + argument + "' is missing");
            }
            Typed typed = typed(item, at);
            coercions[i] = matching.match("argument '" + argument + "'", typed.type(), asked.get(i).type());
            arguments[i] = typed.source();
            checkModule(argument, typed, asked.get(i).type(), at);
        }
        Substitution own = matching.given();
        List<ResourceSlots.Introduced> introduced = ResourceSlots.introduced(component.type().exports());
        SlotBinding[] slots = new SlotBinding[introduced.size()];
        for (int i = 0; i < slots.length; i++) {
            ResourceSlot slot = scope.newResource(introduced.get(i).slot().name(), at);
            own.put(introduced.get(i).slot(), slot);
            slots[i] = new SlotBinding(introduced.get(i).path(), slot.index());
        }
        InstanceType type = context.check(at, new InstanceType(own.apply(component.type().exports())));
        int target = registers.next();
        steps.add(new Step.Instantiate(component.register(), arguments, coercions, target, slots));
        scope.addInstance(type, target);
    }

    /** The imports and exports of a module that this component defines are known when it is compiled. */
    private void checkModule(String argument, Typed given, ExternType asked, int at) {
        if (asked instanceof ExternType.OfModule(var type) && given.source() instanceof Source.Register(int register)) {
            type.declared().ifPresent(declared -> steps
                    .add(new ResolvedStep.CheckModule(at, "argument '" + argument + "'", register, declared)));
        }
    }

    private void inline(List<Definition.Item> items, int at) {
        Names names = new Names("exports");
        List<NamedExtern> externs = new ArrayList<>();
        Source[] sources = new Source[items.size()];
        for (Definition.Item each : items) {
            Typed typed = typed(each, at);
            NamedExtern item = new NamedExtern(each.name(), typed.type(), each.attributes());
            // A type is known under its name outside only: functions in here, which speak of it, do not know it.
            names.add(item.withType(typed.renamed(each.name(), context).type()), at);
            labels.name(typed.source(), each.name());
            sources[externs.size()] = typed.source();
            externs.add(item);
        }
        InstanceType type = context.check(at, new InstanceType(once(externs, new HashSet<>())));
        int target = registers.next();
        steps.add(new Step.Inline(sources, target));
        scope.addInstance(type, target);
    }

    /** An item of this component's index spaces. */
    private record Typed(ExternType type, Source source) {
        /** The item as what it is exported as: a type has a name of its own then. */
        Typed renamed(String name, TypeContext context) {
            return type instanceof ExternType.OfType(var definition)
                    ? new Typed(new ExternType.OfType(Visibility.renamed(name, definition, context)), source)
                    : this;
        }
    }

    private Typed typed(Definition.Item item, int at) {
        int index = item.index();
        return switch (item.sort()) {
            case FUNCTION -> {
                var function = scope.function(index, at);
                yield new Typed(new ExternType.OfFunction(function.type()), new Source.Register(function.register()));
            }
            case INSTANCE -> {
                var instance = scope.instance(index, at);
                yield new Typed(new ExternType.OfInstance(instance.type()), new Source.Register(instance.register()));
            }
            case COMPONENT -> {
                var component = scope.component(index, at);
                yield new Typed(new ExternType.OfComponent(component.type()),
                        new Source.Register(component.register()));
            }
            case CORE_MODULE -> {
                var module = scope.module(index, at);
                yield new Typed(new ExternType.OfModule(module.type()), new Source.Register(module.register()));
            }
            case TYPE -> {
                TypeDefinition type = scope.type(index, at);
                yield new Typed(new ExternType.OfType(type), type instanceof TypeDefinition.OfResource(var slot)
                        ? new Source.Resource(slot.index())
                        : Source.Nothing.NOTHING);
            }
            default -> throw new InvalidComponentException(at, "a " + item.sort()
                    + " can't be imported or exported, only a core module can of the core sorts");
        };
    }

    private void aliasExport(Definition.AliasExport alias) {
        int at = alias.offset();
        var instance = scope.instance(alias.instance(), at);
        ExternType type = types.export(alias, instance.type());
        int target = sortHasRegister(type) ? registers.next() : -1;
        if (target >= 0) {
            steps.add(new Step.AliasExport(instance.register(), context.position(instance.type(), alias.name()),
                    target));
            labels.nameExport(target, instance.register(), alias.name());
        }
        add(type, target);
    }

    private static boolean sortHasRegister(ExternType type) {
        return TypeResolver.sort(type) != Sort.TYPE;
    }

    private void add(ExternType type, int register) {
        switch (type) {
            case ExternType.OfFunction(var function) -> scope.addFunction(function, register);
            case ExternType.OfInstance(var instance) -> scope.addInstance(instance, register);
            case ExternType.OfComponent(var component) -> scope.addComponent(component, register);
            case ExternType.OfModule(var module) -> {
                steps.add(new ResolvedStep.DeclareModule(register, module));
                scope.addModule(module, register);
            }
            case ExternType.OfType(var definition) -> addType(definition);
            case ExternType.OfResource(var slot) -> addType(new TypeDefinition.OfResource(slot));
        }
    }

    private void aliasOuter(Definition.AliasOuter alias) {
        int at = alias.offset();
        Scope outer = scope.outer(alias.count(), at);
        switch (alias.sort()) {
            case CORE_MODULE -> {
                var module = outer.module(alias.index(), at);
                if (outer == scope) {
                    scope.addModule(module.type(), module.register());
                } else {
                    int target = registers.next();
                    steps.add(new ResolvedStep.AliasOuterModule(alias.count(), module.register(), target,
                            module.type()));
                    scope.addModule(module.type(), target);
                }
            }
            case COMPONENT -> {
                var component = outer.component(alias.index(), at);
                if (!ResourceSlots.free(new ExternType.OfComponent(component.type()), context).isEmpty()
                        && outer != scope) {
                    throw new InvalidComponentException(at, "an alias of a component outside of the component that"
                            + " speaks of resource types");
                }
                int target = registers.next();
                steps.add(new Step.AliasOuter(alias.count(), component.register(), target));
                scope.addComponent(component.type(), target);
            }
            default -> {
                types.aliasOuter(alias, scope);
                typeIndex += alias.sort() == Sort.TYPE ? 1 : 0;
            }
        }
    }

    private void defineResource(TypeDeclaration.Resource resource, int at) {
        int destructor = resource.destructor().map(index -> scope.core(Sort.CORE_FUNCTION, index, at)).orElse(-1);
        ResourceSlot slot = scope.newResource(labels.ofType(typeIndex), at);
        canon.owns(slot);
        steps.add(new Step.DefineResource(at, slot.index(), slot.name(), destructor));
        addType(new TypeDefinition.OfResource(slot));
    }

    private void importOf(Definition.Import definition) {
        int at = definition.offset();
        String importName = definition.name();
        ExternType type = types.extern(importName, definition.type(), scope, at);
        NamedExtern item = new NamedExtern(importName, type, definition.attributes());
        importNames.add(item, at);
        visibility.imports(item, at);
        ResourceSlots.introduced(type).forEach(each -> introduced.add(each.slot().index()));
        int register = sortHasRegister(type) ? registers.next() : -1;
        SlotBinding[] slots = ResourceSlots.introduced(type).stream()
                .map(each -> new SlotBinding(each.path(), each.slot().index()))
                .toArray(SlotBinding[]::new);
        if (register >= 0 || slots.length > 0) {
            steps.add(new Step.Import(imports.size(), register, slots));
            labels.name(new Source.Register(register), importName);
        }
        imports.add(item);
        add(type, register);
    }

    private void exportOf(Definition.Export definition) {
        int at = definition.offset();
        Definition.Item item = definition.item();
        Typed typed = typed(item, at);
        labels.name(typed.source(), item.name());
        typed = definition.type().isPresent()
                ? ascribe(item.name(), typed, definition.type().get(), at)
                : typed.renamed(item.name(), context);
        context.check(at, typed.type());
        typed = new Typed(once(typed.type(), introduced), typed.source());
        NamedExtern export = new NamedExtern(item.name(), typed.type(), item.attributes());
        exportNames.add(export, at);
        visibility.exports(export, at);
        exports.add(export);
        exportSources.add(typed.source());
        add(typed.type(), typed.source() instanceof Source.Register(int register) ? register : -1);
    }

    /** Exports an item under a supertype of its own. */
    private Typed ascribe(String exportName, Typed typed, ExternDeclaration declaration, int at) {
        ExternType type = types.extern(exportName, declaration, scope, at);
        Coercion coercion = new Subtyping(context, at).match("export '" + exportName + "'", typed.type(), type);
        SlotBinding[] slots = ResourceSlots.introduced(type).stream()
                .map(each -> new SlotBinding(each.path(), each.slot().index()))
                .toArray(SlotBinding[]::new);
        if (coercion == Coercion.Same.SAME && slots.length == 0) {
            return new Typed(type, typed.source());
        }
        int target = registers.next();
        steps.add(new Step.Coerce(typed.source(), coercion, target, slots));
        return new Typed(type, type instanceof ExternType.OfResource(var slot)
                ? new Source.Resource(slot.index())
                : new Source.Register(target));
    }

    private ResolvedComponent finish() {
        Set<Integer> seen = new HashSet<>();
        List<NamedExtern> typedImports = once(imports, seen);
        List<NamedExtern> typedExports = once(exports, seen);
        // Outside, the component's own resource types are bound in its type.
        Substitution outside = new Substitution(context, offset);
        for (List<NamedExtern> each : List.of(typedImports, typedExports)) {
            ResourceSlots.introduced(each)
                    .forEach(found -> outside.put(found.slot(), context.bind(found.slot().name(), offset)));
        }
        ComponentType type = context.check(offset,
                new ComponentType(outside.apply(typedImports), outside.apply(typedExports)));
        return new ResolvedComponent(name, type, typedImports, typedExports, exportSources, steps, registers.count,
                scope.slots(), labels.ofRegisters(), later, context.aliases());
    }

    /** The externs with each resource type brought in once, at first, and referred to from then on. */
    private static List<NamedExtern> once(List<NamedExtern> externs, Set<Integer> seen) {
        List<NamedExtern> result = new ArrayList<>();
        for (NamedExtern each : externs) {
            result.add(each.withType(once(each.type(), seen)));
        }
        return result;
    }

    private static ExternType once(ExternType type, Set<Integer> seen) {
        return switch (type) {
            case ExternType.OfInstance(var instance) ->
                new ExternType.OfInstance(new InstanceType(once(instance.exports(), seen)));
            case ExternType.OfResource(var slot) when !seen.add(slot.index()) ->
                new ExternType.OfType(new TypeDefinition.OfResource(slot));
            case ExternType.OfType(TypeDefinition.OfResource(var slot)) when seen.add(slot.index()) ->
                new ExternType.OfResource(slot);
            default -> type;
        };
    }
}
