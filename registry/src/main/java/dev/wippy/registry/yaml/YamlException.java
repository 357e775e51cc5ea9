package dev.wippy.registry.yaml;

import dev.wippy.kernel.spi.Position;

/** A text is no YAML, or more than is read of it. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position position;
    private final String reason;

    public YamlException(Position position, String message) {
        super(message);
        this.position = position;
        this.reason = message;
    }

    /** What is wrong there. */
    public String reason() {
        return reason;
    }

    /** Where reading ended. */
    public Position position() {
        return position;
    }
}
