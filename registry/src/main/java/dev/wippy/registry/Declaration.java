package dev.wippy.registry;

import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.Position;

/**
 * An entry, and what is needed to say where it is wrong.
 *
 * @param whole the map that declares it: the file's own in the short form
 * @param source the file
 */
record Declaration(Entry entry, Node.Mapping whole, SourceFile source) {

    /** Where a field stands, such as {@code wasi.mounts[0].fs}, or as much of it as there is. */
    Position positionOf(String field) {
        if (field.isEmpty()) {
            return entry.position();
        }
        boolean ofWhole = field.equals("name") || field.equals("kind");
        if (field.equals("meta") || field.startsWith("meta.")) {
            String rest = field.equals("meta") ? "" : field.substring("meta.".length());
            return FieldPath.position(entry.meta(), rest, entry.position());
        }
        return FieldPath.position(ofWhole ? whole : entry.data(), field, entry.position());
    }

    Problem problem(String field, String message) {
        return new Problem(positionOf(field), entry.id(), field, message);
    }
}
