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

    record Record(List<Label> fields) implements TypeDeclaration {}

    record Variant(List<Case> cases) implements TypeDeclaration {}

    record ListOf(Reference element) implements TypeDeclaration {}

    record Tuple(List<Reference> types) implements TypeDeclaration {}

    record Flags(List<String> names) implements TypeDeclaration {}

    record Enum(List<String> names) implements TypeDeclaration {}

    record OptionOf(Reference value) implements TypeDeclaration {}

    record ResultOf(Optional<Reference> ok, Optional<Reference> err) implements TypeDeclaration {}

    record Own(int resource) implements TypeDeclaration {}

    record Borrow(int resource) implements TypeDeclaration {}

    record StreamOf(Optional<Reference> element) implements TypeDeclaration {}

    record FutureOf(Optional<Reference> value) implements TypeDeclaration {}

    record Function(boolean async, List<Label> parameters, Optional<Reference> result) implements TypeDeclaration {}

    /** A resource type; the destructor is a core function. */
    record Resource(Optional<Integer> destructor) implements TypeDeclaration {}

    record Component(List<Definition> declarators) implements TypeDeclaration {}

    record Instance(List<Definition> declarators) implements TypeDeclaration {}
}
