package dev.wippy.registry;

import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.Position;

/**
 * A declared entry, as it was written: {@code ${env:…}} is not resolved in it.
 *
 * @param id {@code namespace:name}
 * @param kind such as {@code process.wasm}; empty if it says none
 * @param meta what is said about it, that of its file below its own
 * @param data all else
 * @param position where it stands
 */
public record Entry(String id, String kind, Node.Mapping meta, Node.Mapping data, Position position) {

    /** The id up to the first colon. */
    public String namespace() {
        return id.substring(0, id.indexOf(':'));
    }

    /** The id after the first colon. */
    public String name() {
        return id.substring(id.indexOf(':') + 1);
    }

    /** The id that a reference in this entry means, which has this entry's namespace when it names none. */
    String resolve(String reference) {
        return reference.indexOf(':') < 0 ? namespace() + ":" + reference : reference;
    }
}
