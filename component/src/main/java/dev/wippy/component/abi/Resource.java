package dev.wippy.component.abi;

/**
 * A lifted handle: a resource on its way from one component, or the host, to another.
 *
 * @param type its type
 * @param representation the host's object, or the {@code Integer} that a guest chose
 */
public record Resource(ResourceType type, Object representation) {}
