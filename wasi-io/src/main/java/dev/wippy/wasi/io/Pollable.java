package dev.wippy.wasi.io;

import dev.wippy.component.bind.WitResource;
import dev.wippy.kernel.spi.Readiness;

/**
 * The resource {@code wasi:io/poll.pollable}: a guest's handle on something that can be waited for. Dropping it ends
 * nothing but the handle.
 */
@WitResource("pollable")
public final class Pollable {
    private final Readiness readiness;
    private final String detail;

    private Pollable(Readiness readiness, String detail) {
        this.readiness = readiness;
        this.detail = detail;
    }

    /** A pollable that is ready while the given is. */
    public static Pollable of(Readiness readiness) {
        return new Pollable(readiness, "");
    }

    /**
     * The same, with a name.
     *
     * @param detail what people see when a process waits for it alone, such as {@code 300ms}
     */
    public static Pollable of(Readiness readiness, String detail) {
        return new Pollable(readiness, detail);
    }

    /** What is waited for. */
    public Readiness readiness() {
        return readiness;
    }

    /** What people see when a process waits for it alone; may be empty. */
    public String detail() {
        return detail;
    }
}
