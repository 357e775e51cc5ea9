package dev.wippy.kernel;

import dev.wippy.engine.Unwind;

/** Takes a process that was ended from outside out of its frames. */
final class Killed extends Unwind {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    Killed(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
