package dev.wippy.registry.kinds;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EntryException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The values of fields when an entry is used. */
final class Texts {
    private Texts() {}

    /** Resolves variables in the text of a field. */
    static String expand(Entries entries, String field, String text) {
        try {
            return entries.expand(text);
        } catch (KernelException e) {
            throw new EntryException(e.kind(), field, String.valueOf(e.getMessage()), e);
        }
    }

    /** The path that a field names, relative to the app root. */
    static Path path(Entries entries, String field, String text) {
        String expanded = expand(entries, field, text);
        try {
            return entries.root().resolve(expanded).normalize();
        } catch (InvalidPathException e) {
            throw new EntryException(
                    ErrorKind.INVALID, field, "\"" + expanded + "\" is no path: " + e.getReason(), e);
        }
    }
}
