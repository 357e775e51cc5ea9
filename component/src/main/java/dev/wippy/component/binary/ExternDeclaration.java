package dev.wippy.component.binary;

/** The type of an import or export, its parts by index (Binary.md, {@code externtype}). */
public sealed interface ExternDeclaration {

    /** Something whose type has an index: a core module, function, component or instance. */
    record Typed(Sort sort, int type) implements ExternDeclaration {}

    /** A type equal to another. */
    record TypeEquals(int type) implements ExternDeclaration {}

    /** An abstract resource type. */
    record SubResource() implements ExternDeclaration {}
}
