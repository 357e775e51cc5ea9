package dev.wippy.component.bind;

/** What comes out of a method handle, thrown on. */
final class Thrown {

    private Thrown() {}

    /** Gives an unchecked exception to throw; throws an error itself. */
    static RuntimeException unchecked(Throwable t) {
        return switch (t) {
            case Error error -> throw error;
            case RuntimeException exception -> exception;
            case InterruptedException interrupted -> {
                Thread.currentThread().interrupt();
                yield new IllegalStateException("interrupted", interrupted);
            }
            default -> new IllegalStateException(t.toString(), t);
        };
    }
}
