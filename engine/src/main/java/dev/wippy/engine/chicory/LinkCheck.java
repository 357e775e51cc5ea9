package dev.wippy.engine.chicory;

import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreModule.CoreImport;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.LinkException;
import dev.wippy.engine.run.Crossing;
import java.util.List;
import java.util.OptionalLong;

/** Import matching, as in the core specification's section "Matching", as far as the interface's types tell. */
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
                throw incompatible(i, wanted, bound.get(i));
            }
        }
    }

    static LinkException incompatible(int index, CoreImport wanted, CoreExtern given) {
        return new LinkException(name(index, wanted) + " has to be " + wanted.type() + "; what was given is "
                + given.type());
    }

    /** Of something that is of the right type, but does not fit here. */
    static LinkException impassable(int index, CoreImport wanted) {
        return new LinkException(name(index, wanted) + " cannot be linked: " + Crossing.REASON);
    }

    private static String name(int index, CoreImport wanted) {
        return "import " + index + ", \"" + wanted.module() + "\" \"" + wanted.name() + "\",";
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
            case CoreExternType.Global _ -> found.equals(wanted);
            // Of instances' own the very types are compared, which the interface's don't tell.
            case CoreExternType.Function _ -> found instanceof CoreExternType.Function;
            case CoreExternType.Tag _ -> found instanceof CoreExternType.Tag;
        };
    }

    private static boolean within(long minimum, OptionalLong maximum, long least, OptionalLong most) {
        return minimum >= least
                && (most.isEmpty() || (maximum.isPresent() && maximum.getAsLong() <= most.getAsLong()));
    }
}
