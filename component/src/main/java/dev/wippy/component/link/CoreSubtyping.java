package dev.wippy.component.link;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.types.ModuleType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreModule.CoreExport;
import dev.wippy.engine.CoreModule.CoreImport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Decides whether a core item may stand where another type is asked for. */
final class CoreSubtyping {

    private CoreSubtyping() {}

    /** Limits may be narrower; the rest has to be equal. */
    static boolean fits(CoreExternType actual, CoreExternType asked) {
        return switch (asked) {
            case CoreExternType.Table table when actual instanceof CoreExternType.Table other ->
                other.element() == table.element()
                        && limits(other.minimum(), other.maximum(), table.minimum(), table.maximum());
            case CoreExternType.Memory memory when actual instanceof CoreExternType.Memory other ->
                other.shared() == memory.shared()
                        && limits(other.minimum(), other.maximum(), memory.minimum(), memory.maximum());
            default -> actual.equals(asked);
        };
    }

    private static boolean limits(long minimum, OptionalLong maximum, long askedMinimum, OptionalLong askedMaximum) {
        return minimum >= askedMinimum && (askedMaximum.isEmpty()
                || maximum.isPresent() && maximum.getAsLong() <= askedMaximum.getAsLong());
    }

    /**
     * Checks that a module exports all that is asked for and imports nothing else than is given.
     *
     * @param what names it, for messages
     */
    static void check(int offset, String what, ModuleType.Declared actual, ModuleType.Declared asked) {
        Map<String, CoreExternType> exports = new HashMap<>();
        actual.exports().forEach(each -> exports.put(each.name(), each.type()));
        for (CoreExport each : asked.exports()) {
            CoreExternType type = exports.get(each.name());
            if (type == null) {
                throw new InvalidComponentException(offset, what + " has no export '" + each.name() + "'");
            }
            require(offset, "export '" + each.name() + "' of " + what, type, each.type());
        }
        Map<List<String>, CoreExternType> imports = new HashMap<>();
        asked.imports().forEach(each -> imports.put(List.of(each.module(), each.name()), each.type()));
        for (CoreImport each : actual.imports()) {
            String name = "('" + each.module() + "', '" + each.name() + "')";
            CoreExternType type = imports.get(List.of(each.module(), each.name()));
            if (type == null) {
                throw new InvalidComponentException(offset, what + " imports " + name
                        + ", which a module of the type that is asked for does not");
            }
            require(offset, "what " + what + " is given as " + name, type, each.type());
        }
    }

    /** Refuses an item of another type. */
    static void require(int offset, String what, CoreExternType actual, CoreExternType asked) {
        if (!fits(actual, asked)) {
            throw new InvalidComponentException(offset, what + " is " + actual + ", but what is asked for is " + asked);
        }
    }
}
