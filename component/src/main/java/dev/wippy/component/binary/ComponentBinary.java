package dev.wippy.component.binary;

import java.util.List;
import java.util.Optional;

/**
 * A component as its bytes define it: well formed, nothing resolved.
 *
 * @param offset where its bytes begin, counted from the start of the outermost component
 * @param definitions in the order of the binary
 * @param name from the name section, for messages
 */
public record ComponentBinary(int offset, List<Definition> definitions, Optional<String> name) {

    public ComponentBinary {
        definitions = List.copyOf(definitions);
    }
}
