package dev.wippy.component.types;

import java.util.Optional;

/**
 * What a binary says of an import or export beside its name (Explainer, <em>Import and Export Definitions</em>). It
 * identifies nothing, and no type differs by it.
 *
 * @param implemented the name of the interface that an instance is one of
 * @param externalId what the item is called outside, in a form of the host's
 */
public record ExternAttributes(Optional<String> implemented, Optional<String> externalId) {
    /** Nothing is said. */
    public static final ExternAttributes NONE = new ExternAttributes(Optional.empty(), Optional.empty());
}
