package dev.wippy.kernel.spi;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import org.jspecify.annotations.Nullable;

/** An entry can't start. Whoever starts it knows where it stands, and says so. */
public final class EntryException extends KernelException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the field that is to blame, such as {@code wasi.mounts[0].fs}; empty for the entry as a whole
     * @param message what was found, and what would be right
     */
    public EntryException(ErrorKind kind, String field, String message, @Nullable Throwable cause) {
        super(kind, message, cause);
        this.field = field;
    }

    public EntryException(ErrorKind kind, String field, String message) {
        this(kind, field, message, null);
    }

    /** The field that is to blame; empty for the entry as a whole. */
    public String field() {
        return field;
    }
}
