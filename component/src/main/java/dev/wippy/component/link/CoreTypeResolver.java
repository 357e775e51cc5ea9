package dev.wippy.component.link;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.binary.CoreTypeDeclaration;
import dev.wippy.component.binary.CoreTypeDeclaration.Extern;
import dev.wippy.component.binary.CoreTypeDeclaration.ModuleDeclarator;
import dev.wippy.component.link.Scope.CoreTypeEntry;
import dev.wippy.component.types.ModuleType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreModule.CoreExport;
import dev.wippy.engine.CoreModule.CoreImport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resolves core types: those of functions, and those of modules that a component imports. */
final class CoreTypeResolver {
    /** The pages of 64 KiB that a 32-bit memory may have. */
    private static final long MAX_PAGES = 65_536;

    /** Resolves a declaration and adds what it defines to a scope. */
    void define(CoreTypeDeclaration declaration, Scope scope, int offset) {
        switch (declaration) {
            case CoreTypeDeclaration.Group(var types) -> types.forEach(each -> define(each, scope, offset));
            case CoreTypeDeclaration.Module(var declarators) ->
                scope.add(new CoreTypeEntry.OfModule(module(declarators, scope)));
            default -> scope.add(plain(declaration));
        }
    }

    private static CoreTypeEntry plain(CoreTypeDeclaration declaration) {
        return declaration instanceof CoreTypeDeclaration.Function(var type)
                ? new CoreTypeEntry.OfFunction(type)
                : CoreTypeEntry.Other.OTHER;
    }

    /** A module's type has an index space of core types of its own. */
    private ModuleType module(List<ModuleDeclarator> declarators, Scope outer) {
        List<CoreTypeEntry> types = new ArrayList<>();
        List<CoreImport> imports = new ArrayList<>();
        List<CoreExport> exports = new ArrayList<>();
        Set<List<String>> importNames = new HashSet<>();
        Set<String> exportNames = new HashSet<>();
        for (ModuleDeclarator each : declarators) {
            int offset = each.offset();
            switch (each) {
                case ModuleDeclarator.Type(_, CoreTypeDeclaration.Module _) ->
                    throw new InvalidComponentException(offset, "a module's type can't hold one of a module");
                case ModuleDeclarator.Type(_, CoreTypeDeclaration.Group(var members)) ->
                    members.forEach(member -> types.add(plain(member)));
                case ModuleDeclarator.Type(_, var type) -> types.add(plain(type));
                case ModuleDeclarator.AliasOuter(_, int count, int index) -> types.add(alias(count, index, types,
                        outer, offset));
                case ModuleDeclarator.Import(_, var module, var name, var type) -> {
                    if (!importNames.add(List.of(module, name))) {
                        throw new InvalidComponentException(offset, "two imports are called ('" + module + "', '"
                                + name + "')");
                    }
                    imports.add(new CoreImport(module, name, extern(type, types, offset)));
                }
                case ModuleDeclarator.Export(_, var name, var type) -> {
                    if (!exportNames.add(name)) {
                        throw new InvalidComponentException(offset, "two exports are called '" + name + "'");
                    }
                    exports.add(new CoreExport(name, extern(type, types, offset)));
                }
            }
        }
        return new ModuleType(Optional.of(new ModuleType.Declared(imports, exports)));
    }

    private static CoreTypeEntry alias(int count, int index, List<CoreTypeEntry> types, Scope outer, int offset) {
        if (count == 0) {
            return at(types, index, offset);
        }
        CoreTypeEntry type = outer.outer(count - 1, offset).coreType(index, offset);
        if (type instanceof CoreTypeEntry.OfModule) {
            throw new InvalidComponentException(offset, "a module's type can't hold one of a module");
        }
        return type;
    }

    private static CoreExternType extern(Extern type, List<CoreTypeEntry> types, int offset) {
        return switch (type) {
            case Extern.Plain(CoreExternType.Memory memory) when memory.minimum() > MAX_PAGES
                    || memory.maximum().orElse(0) > MAX_PAGES ->
                throw new InvalidComponentException(offset, "a memory of " + memory.minimum() + " pages, up to "
                        + memory.maximum().orElse(MAX_PAGES) + ", while at most " + MAX_PAGES + " are possible");
            case Extern.Plain(var plain) -> plain;
            case Extern.FunctionIndex(int index) -> function(index, types, offset);
            case Extern.TagIndex(int index) -> new CoreExternType.Tag(function(index, types, offset));
        };
    }

    private static CoreExternType.Function function(int index, List<CoreTypeEntry> types, int offset) {
        if (at(types, index, offset) instanceof CoreTypeEntry.OfFunction(var function)) {
            return function;
        }
        throw new InvalidComponentException(offset, "core type " + Integer.toUnsignedString(index)
                + " is not a function's type");
    }

    private static CoreTypeEntry at(List<CoreTypeEntry> types, int index, int offset) {
        if (Integer.compareUnsigned(index, types.size()) >= 0) {
            throw new InvalidComponentException(offset, "core type " + Integer.toUnsignedString(index)
                    + " is not defined in the module's type, which has " + types.size());
        }
        return types.get(index);
    }
}
