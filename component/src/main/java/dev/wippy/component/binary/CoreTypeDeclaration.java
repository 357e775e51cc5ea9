package dev.wippy.component.binary;

import dev.wippy.engine.CoreExternType;
import java.util.List;

/** A core type (Binary.md, {@code core:deftype}). */
public sealed interface CoreTypeDeclaration {

    /** A function's type. */
    record Function(CoreExternType.Function type) implements CoreTypeDeclaration {}

    /** A type of WebAssembly 3.0 that no canonical definition speaks of: a struct, an array. */
    record Other() implements CoreTypeDeclaration {}

    /** Types that refer to each other; each has an index. */
    record Group(List<CoreTypeDeclaration> types) implements CoreTypeDeclaration {}

    /** A module's type. */
    record Module(List<ModuleDeclarator> declarators) implements CoreTypeDeclaration {}

    /** A part of a module's type. */
    sealed interface ModuleDeclarator {

        /** Where its bytes begin. */
        int offset();

        /** What a module imports. */
        record Import(int offset, String module, String name, Extern type) implements ModuleDeclarator {}

        /** A core type of the module type's own. */
        record Type(int offset, CoreTypeDeclaration type) implements ModuleDeclarator {}

        /** A core type of an enclosing scope. */
        record AliasOuter(int offset, int count, int index) implements ModuleDeclarator {}

        /** What a module exports. */
        record Export(int offset, String name, Extern type) implements ModuleDeclarator {}
    }

    /** The type of a core import or export; that of a function or tag by index. */
    sealed interface Extern {

        /** A function, its type by index. */
        record FunctionIndex(int type) implements Extern {}

        /** An exception tag, its type by index. */
        record TagIndex(int type) implements Extern {}

        /** Anything else. */
        record Plain(CoreExternType type) implements Extern {}
    }
}
