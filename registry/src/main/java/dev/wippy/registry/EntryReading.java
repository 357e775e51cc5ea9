package dev.wippy.registry;

import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reading of one entry by its kind: what was found wrong on the way, and what it refers to. */
final class EntryReading {
    private final Declaration declaration;
    private final Declarations declarations;
    private final Set<String> knownKinds;
    private final Reports reports;
    private final List<EntryFields> fields = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();

    EntryReading(Declaration declaration, Declarations declarations, Set<String> knownKinds, Reports reports) {
        this.declaration = declaration;
        this.declarations = declarations;
        this.knownKinds = knownKinds;
        this.reports = reports;
    }

    Entry entry() {
        return declaration.entry();
    }

    Fields fields() {
        return new EntryFields(this, entry().data(), entry().position(), "");
    }

    void add(EntryFields each) {
        fields.add(each);
    }

    /** The entries that this one needs, and that are there. */
    List<Reference> references() {
        return List.copyOf(references);
    }

    void reportUnknownFields() {
        fields.forEach(EntryFields::reportUnknown);
    }

    void problem(Problem problem) {
        reports.problem(problem);
    }

    void warning(Problem warning) {
        reports.warning(warning);
    }

    void reference(String field, String target, Position position, String... kinds) {
        Optional<Declaration> found = declarations.find(target);
        if (found.isEmpty()) {
            problem(new Problem(position, entry().id(), field,
                    "there is no entry \"" + target + "\"" + Nearest.hint(target, declarations.ids())));
            return;
        }
        references.add(new Reference(field, target));
        String kind = found.get().entry().kind();
        // What is wrong with the other's kind is reported there.
        boolean known = knownKinds.contains(kind);
        if (known && kinds.length > 0 && Arrays.stream(kinds).noneMatch(each -> matches(each, kind))) {
            problem(new Problem(position, entry().id(), field,
                    "\"" + target + "\" is a " + kind + " (needed is " + needed(kinds) + ")"));
        }
    }

    private static boolean matches(String wanted, String kind) {
        return wanted.endsWith(".") ? kind.startsWith(wanted) : kind.equals(wanted);
    }

    private static String needed(String... kinds) {
        return String.join(
                " or ",
                Arrays.stream(kinds)
                        .map(kind -> kind.endsWith(".") ? kind + "*" : kind)
                        .toList());
    }
}
