package dev.wippy.component.link;

import dev.wippy.component.binary.Slice;
import dev.wippy.component.binary.Sort;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ModuleType;
import dev.wippy.component.types.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * A step of the instantiation of a component as the binary alone tells it: what is known when its core modules are
 * compiled is still open.
 */
sealed interface ResolvedStep permits ResolvedStep.Open, Step.Final {

    /** A step that the {@link CoreLinker} puts another one in place of. */
    sealed interface Open extends ResolvedStep {}

    /** A core module that the component defines. */
    record DefineModule(int offset, Slice bytes, int target) implements Open {}

    /** A core module that comes from elsewhere stands in a register, by an import or alias. */
    record DeclareModule(int register, ModuleType type) implements Open {}

    /** A core module of an enclosing component. */
    record AliasOuterModule(int depth, int register, int target, ModuleType type) implements Open {}

    /** A core module is given where one of that type is asked for. */
    record CheckModule(int offset, String what, int register, ModuleType.Declared type) implements Open {}

    /** A core instance made of a module. */
    record InstantiateModule(int offset, int module, List<Argument> arguments, int target) implements Open {}

    /** A core instance that serves all imports from the module {@code name}. */
    record Argument(String name, int instance) {}

    /** A core instance put together from items. */
    record InlineCore(List<String> names, int[] registers, int target) implements Open {}

    /** An export of a core instance. */
    record AliasCore(int offset, Sort sort, int instance, String name, int target) implements Open {}

    /** A nested component. */
    record DefineComponent(ResolvedComponent component, int target) implements Open {}

    /** A core function lifted; {@code later} if it is of 0.3. */
    record Lift(int offset, int function, Options options, FunctionType type, boolean later, int target)
            implements
                Open {}

    /** A function lowered; {@code later} if it is of 0.3. */
    record Lower(int offset, int function, Options options, FunctionType type, boolean later, int target)
            implements
                Open {}

    /** A built-in of a stream's or future's type (0.3). */
    record ChannelBuiltin(int offset, String name, ValueType type, boolean async, Options options, int target)
            implements
                Open {}

    /** {@code task.return} of a result (0.3). */
    record TaskReturn(int offset, Optional<ValueType> result, Options options, int target) implements Open {}
}
