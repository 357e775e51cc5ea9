package dev.wippy.component.link;

import dev.wippy.component.abi.CanonicalPlan;
import dev.wippy.component.abi.ChannelBuiltins;
import dev.wippy.component.binary.Definition.ResourceOperation;
import dev.wippy.component.binary.Definition.TaskOperation;
import dev.wippy.engine.CoreModule;
import java.util.Map;
import java.util.Optional;

/**
 * A step of the instantiation of a component. It names what it reads and writes by register, slot or position; nothing
 * is looked up by name, but where a core module is imported and so not known before.
 */
sealed interface Step permits Step.Final, Step.Linked {

    /** A step that needs to know nothing of core modules. */
    sealed interface Final extends Step, ResolvedStep {}

    /** Takes an argument of the instantiation. */
    record Import(int argument, int target, SlotBinding[] slots) implements Final {}

    /** Instantiates a component. */
    record Instantiate(int component, Source[] arguments, Coercion[] coercions, int target,
            SlotBinding[] slots) implements Final {}

    /** Puts an instance together from items. */
    record Inline(Source[] items, int target) implements Final {}

    /** Takes an export of an instance. */
    record AliasExport(int instance, int position, int target) implements Final {}

    /** Takes a component or core module of an enclosing component's instance. */
    record AliasOuter(int depth, int register, int target) implements Final {}

    /** Brings an item into the form of the type that it is exported under. */
    record Coerce(Source source, Coercion coercion, int target, SlotBinding[] slots) implements Final {}

    /** Makes a resource type; the destructor is -1 where there is none. */
    record DefineResource(int offset, int slot, String name, int destructor) implements Final {}

    /** Makes a built-in function of a resource type. */
    record ResourceBuiltin(ResourceOperation operation, int slot, int target) implements Final {}

    /** Makes a built-in function of calls. */
    record TaskBuiltin(TaskOperation operation, int slot, int target) implements Final {}

    /** Makes a built-in function of tasks, waitables or threads (0.3); -1 for the memory or table that it has none of. */
    record AsyncBuiltin(String name, boolean flag, int memory, int table, int target) implements Final {}

    /** A step that the {@link CoreLinker} made. */
    sealed interface Linked extends Step {}

    /** Puts a compiled core module into a register, for those who take it from there. */
    record LoadModule(CoreModule module, int target) implements Linked {}

    /** Makes a core instance; each import is an export, by position, of an instance, by register. */
    record InstantiateModule(CoreModule module, int[] instances, int[] positions, int target) implements Linked {}

    /**
     * Makes a core instance where the module, or an argument, is known only now.
     *
     * @param arguments by name
     * @param known whether those who use the instance know its exports by position
     */
    record InstantiateByName(int module, Map<String, Argument> arguments, boolean known, int target)
            implements
                Linked {}

    /** A core instance given to a module: its register and, where they are known, the positions of its exports. */
    record Argument(int instance, Optional<Map<String, Integer>> positions) {}

    /** Puts a core instance together from items. */
    record InlineCore(int[] registers, int target) implements Linked {}

    /** Takes an export of a core instance. */
    record AliasCore(int instance, int position, int target) implements Linked {}

    /** Takes an export of a core instance whose module is known only now. */
    record AliasCoreByName(int instance, String name, int target) implements Linked {}

    /** Makes a component value that knows the instance which it is nested in. */
    record DefineComponent(ComponentPlan plan, int target) implements Linked {}

    /** Makes a built-in function of a stream's or future's type (0.3). */
    record ChannelBuiltin(ChannelBuiltins builtins, String name, boolean async, Options options, int target)
            implements
                Linked {}

    /** Makes {@code task.return} (0.3). */
    record TaskReturn(CanonicalPlan plan, Options options, int target) implements Linked {}

    /** Lifts a core function. */
    record Lift(CanonicalPlan plan, String name, int function, Options options, int target) implements Linked {}

    /** Lowers a function. */
    record Lower(CanonicalPlan plan, String name, int function, Options options, int target) implements Linked {}
}
