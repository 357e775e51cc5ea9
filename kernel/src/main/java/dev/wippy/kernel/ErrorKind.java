package dev.wippy.kernel;

/** What sort of error something is, so that a program can decide without reading its text. */
public enum ErrorKind {
    NOT_FOUND("NotFound"),
    ALREADY_EXISTS("AlreadyExists"),
    INVALID("Invalid"),
    PERMISSION_DENIED("PermissionDenied"),
    UNAVAILABLE("Unavailable"),
    INTERNAL("Internal"),
    CANCELED("Canceled"),
    CONFLICT("Conflict"),
    TIMEOUT("Timeout"),
    RATE_LIMITED("RateLimited");

    private final String text;

    ErrorKind(String text) {
        this.text = text;
    }

    /** The kind as people and scripts see it, such as {@code NotFound}. */
    @Override
    public String toString() {
        return text;
    }
}
