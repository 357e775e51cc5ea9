package dev.wippy.component.binary;

import dev.wippy.component.types.ValueType;
import java.util.List;
import java.util.Optional;

/** A type, its parts by index (Binary.md, {@code deftype}). */
public sealed interface TypeDeclaration {

    /** A reference to a value type. */
    sealed interface Reference {

        /** A type with an index. */
        record Index(int type) implements Reference {}

        /** A primitive. */
        record Primitive(ValueType.Primitive type) implements Reference {}
    }

    /** A name and a type: a record's field, a function's parameter. */
    record Label(String name, Reference type) {}

    /** A variant's case. */
    record Case(String name, Optional<Reference> payload) {}

    /** A primitive under an index. */
    record Primitive(ValueType.Primitive type) implements TypeDeclaration {}

    /** A record. */
    record Record(List<Label> fields) implements TypeDeclaration {}

    /** A variant. */
    record Variant(List<Case> cases) implements TypeDeclaration {}

    /** A list. */
    record ListOf(Reference element) implements TypeDeclaration {}

    /** A list of a fixed length, as the bits of an unsigned number. */
    record FixedListOf(Reference element, int length) implements TypeDeclaration {}

    /** A map. */
    record MapOf(Reference key, Reference value) implements TypeDeclaration {}

    /** A tuple. */
    record Tuple(List<Reference> types) implements TypeDeclaration {}

    /** A set of flags. */
    record Flags(List<String> names) implements TypeDeclaration {}

    /** An enum. */
    record Enum(List<String> names) implements TypeDeclaration {}

    /** An option. */
    record OptionOf(Reference value) implements TypeDeclaration {}

    /** A result. */
    record ResultOf(Optional<Reference> ok, Optional<Reference> err) implements TypeDeclaration {}

    /** A handle that owns the resource type with that index. */
    record Own(int resource) implements TypeDeclaration {}

    /** A handle that borrows the resource type with that index. */
    record Borrow(int resource) implements TypeDeclaration {}

    /** A stream (0.3). */
    record StreamOf(Optional<Reference> element) implements TypeDeclaration {}

    /** A future (0.3). */
    record FutureOf(Optional<Reference> value) implements TypeDeclaration {}

    /** A function's type. */
    record Function(boolean async, List<Label> parameters, Optional<Reference> result) implements TypeDeclaration {}

    /** A resource type; the destructor is a core function. */
    record Resource(Optional<Integer> destructor) implements TypeDeclaration {}

    /** A component's type. */
    record Component(List<Definition> declarators) implements TypeDeclaration {}

    /** An instance's type. */
    record Instance(List<Definition> declarators) implements TypeDeclaration {}
}
