package dev.wippy.engine.chicory;

import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreModule.CoreImport;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.LinkException;
import java.util.List;
import java.util.OptionalLong;

/** Import matching, as in the core specification's section "Matching". */
final class LinkCheck {

    private LinkCheck() {}

    static void check(List<CoreImport> imports, List<CoreExtern> bound) {
        if (imports.size() != bound.size()) {
            throw new LinkException("the module has " + imports.size() + " imports; " + bound.size() + " were given");
        }
        for (int i = 0; i < imports.size(); i++) {
            CoreImport wanted = imports.get(i);
            CoreExternType found = bound.get(i).type();
            if (!matches(found, wanted.type())) {
                throw new LinkException("import " + i + ", \"" + wanted.module() + "\" \"" + wanted.name()
                        + "\", has to be " + wanted.type() + "; what was given is " + found);
            }
        }
    }

    private static boolean matches(CoreExternType found, CoreExternType wanted) {
        return switch (wanted) {
            case CoreExternType.Memory memory -> found instanceof CoreExternType.Memory given
                    && given.shared() == memory.shared()
                    && within(given.minimum(), given.maximum(), memory.minimum(), memory.maximum());
            case CoreExternType.Table table -> found instanceof CoreExternType.Table given
                    && given.element() == table.element()
                    && within(given.minimum(), given.maximum(), table.minimum(), table.maximum());
            // A constant may be of a subtype, which the interface's types don't tell; Chicory looks again.
            case CoreExternType.Global global when !global.mutable() -> found instanceof CoreExternType.Global given
                    && !given.mutable() && (given.value() == global.value() || given.value() == CoreType.REF);
            case CoreExternType.Function _,CoreExternType.Global _,CoreExternType.Tag _ -> found.equals(wanted);
        };
    }

    private static boolean within(long minimum, OptionalLong maximum, long least, OptionalLong most) {
        return minimum >= least
                && (most.isEmpty() || (maximum.isPresent() && maximum.getAsLong() <= most.getAsLong()));
    }
}
