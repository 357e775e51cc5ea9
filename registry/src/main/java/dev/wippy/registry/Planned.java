package dev.wippy.registry;

import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.ProcessKind;
import java.util.List;
import java.util.Optional;

/**
 * An entry that its kind has read.
 *
 * @param references the entries that it needs
 * @param start how it is started, unless it is a process or could not be read
 * @param template how its template is made, if it is a process that could be read
 */
record Planned(
        Declaration declaration,
        List<Reference> references,
        Optional<EntryKind.Plan> start,
        Optional<ProcessKind.Plan> template) {

    static Planned unread(Declaration declaration) {
        return new Planned(declaration, List.of(), Optional.empty(), Optional.empty());
    }

    Entry entry() {
        return declaration.entry();
    }
}
