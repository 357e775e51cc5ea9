package dev.wippy.component.link;

import dev.wippy.component.InvalidComponentException;
import dev.wippy.component.types.ExternName;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of one scope, which have to differ strongly (Explainer, <em>Name Uniqueness</em>). */
final class Names {
    private final String what;
    private final Map<String, String> known = new HashMap<>();

    /** @param what what the names are of, for messages */
    Names(String what) {
        this.what = what;
    }

    /** Adds the name of an import or export. */
    ExternName add(String name, int offset) {
        try {
            ExternName parsed = ExternName.parse(name);
            add(parsed.unique(), name, offset);
            return parsed;
        } catch (IllegalArgumentException reason) {
            throw new InvalidComponentException(offset, String.valueOf(reason.getMessage()));
        }
    }

    /** Checks the labels of a type. */
    static void labels(String what, List<String> labels, int offset) {
        Names names = new Names(what);
        for (String each : labels) {
            if (!ExternName.isLabel(each)) {
                throw new InvalidComponentException(offset, "'" + each + "' is not in kebab-case");
            }
            names.add(each.toLowerCase(Locale.ROOT), each, offset);
        }
    }

    private void add(String unique, String name, int offset) {
        String other = known.put(unique, name);
        if (other != null) {
            throw new InvalidComponentException(offset, "two " + what + " are called '" + name + "'"
                    + (other.equals(name) ? "" : ", one spelled '" + other + "'"));
        }
    }
}
