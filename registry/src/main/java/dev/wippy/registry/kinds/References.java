package dev.wippy.registry.kinds;

import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.Node;
import dev.wippy.registry.AppException;
import java.util.Optional;

/** References to other entries that must be there. */
final class References {
    private References() {}

    /** A reference; reported as {@code FIELD is required} when there is none. */
    static Optional<String> required(Fields fields, String field, String... kinds) {
        Optional<String> target = fields.reference(field, kinds);
        boolean wrongType = fields.node(field)
                .filter(node -> !(node instanceof Node.Scalar scalar
                        && (scalar.value() == null || scalar.value() instanceof String)))
                .isPresent();
        if (target.isEmpty() && !wrongType) {
            fields.problem(field, field + " is required");
        }
        return target;
    }

    /** What the entry that a field names started as; what is wrong with that is said of the field. */
    static <T> T get(Entries entries, String field, String id, Class<T> type) {
        try {
            return entries.get(id, type);
        } catch (KernelException e) {
            // Some say themselves where they belong.
            if (e instanceof AppException || e instanceof EntryException) {
                throw e;
            }
            throw new EntryException(e.kind(), field, String.valueOf(e.getMessage()), e);
        }
    }
}
