package dev.wippy.component.binary;

import dev.wippy.component.types.ExternAttributes;
import java.util.List;
import java.util.Optional;

/** A definition of a component, or a declarator of a component type or instance type. Indices are raw u32 bits. */
public sealed interface Definition {

    /** Where its bytes begin. */
    int offset();

    /** Section 1: a core module. */
    record Module(int offset, Slice bytes) implements Definition {}

    /** Section 2: a core module instantiated. */
    record CoreInstantiate(int offset, int module, List<CoreArgument> arguments) implements Definition {}

    /** A core instance that serves all imports from the module {@code name}. */
    record CoreArgument(String name, int instance) {}

    /** Section 2: a core instance put together from items. */
    record CoreInline(int offset, List<Item> exports) implements Definition {}

    /** A named item: an argument, or an export of an inline instance. */
    record Item(String name, Sort sort, int index, ExternAttributes attributes) {
        Item(String name, Sort sort, int index) {
            this(name, sort, index, ExternAttributes.NONE);
        }
    }

    /** Section 3: a core type. */
    record CoreType(int offset, CoreTypeDeclaration type) implements Definition {}

    /** Section 4: a nested component. */
    record Nested(int offset, ComponentBinary component) implements Definition {}

    /** Section 5: a component instantiated. */
    record Instantiate(int offset, int component, List<Item> arguments) implements Definition {}

    /** Section 5: an instance put together from items. */
    record Inline(int offset, List<Item> exports) implements Definition {}

    /** Section 6: an export of an instance, or of a core instance when {@code core}. */
    record AliasExport(int offset, boolean core, Sort sort, int instance, String name) implements Definition {}

    /** Section 6: a definition of an enclosing scope, {@code count} scopes out. */
    record AliasOuter(int offset, Sort sort, int count, int index) implements Definition {}

    /** Section 7: a type. */
    record Type(int offset, TypeDeclaration type) implements Definition {}

    /** Section 8: a core function lifted. */
    record Lift(int offset, int function, List<CanonOption> options, int type) implements Definition {}

    /** Section 8: a function lowered. */
    record Lower(int offset, int function, List<CanonOption> options) implements Definition {}

    /** Section 8: {@code resource.new}, {@code resource.drop} or {@code resource.rep}. */
    record ResourceBuiltin(int offset, ResourceOperation operation, int type) implements Definition {}

    /** Which of the built-ins of a resource type. */
    enum ResourceOperation {
        NEW,
        DROP,
        REP
    }

    /**
     * Section 8: a built-in of the async part (0.3) that means something to synchronous calls too.
     *
     * @param slot which of the values that belong to a call; 0 where the operation is for none
     */
    record TaskBuiltin(int offset, TaskOperation operation, int slot) implements Definition {}

    /** Which of the built-ins of a call. */
    enum TaskOperation {
        CONTEXT_GET,
        CONTEXT_SET,
        BACKPRESSURE_INC,
        BACKPRESSURE_DEC
    }

    /**
     * Section 8: a built-in of the async part (0.3).
     *
     * @param name as the text format spells it
     * @param type the type that it is for, if it is for one; of {@code thread.new-indirect} a core type
     * @param result what {@code task.return} returns
     * @param table the core table of {@code thread.new-indirect}
     * @param flag whether it is async, or cancellable
     * @param options its canonical options
     */
    record AsyncBuiltin(int offset, String name, Optional<Integer> type, Optional<TypeDeclaration.Reference> result,
            Optional<Integer> table, boolean flag, List<CanonOption> options)
            implements
                Definition {}

    /** Section 10, or a declarator: an import. */
    record Import(int offset, String name, ExternAttributes attributes, ExternDeclaration type)
            implements
                Definition {}

    /** Section 11: an export, with the type that it is ascribed to. */
    record Export(int offset, Item item, Optional<ExternDeclaration> type) implements Definition {}

    /** A declarator: an export of a component type or instance type. */
    record ExportDeclaration(int offset, String name, ExternAttributes attributes, ExternDeclaration type)
            implements
                Definition {}
}
