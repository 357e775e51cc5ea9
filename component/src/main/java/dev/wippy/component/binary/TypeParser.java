package dev.wippy.component.binary;

import dev.wippy.component.error.UnsupportedComponentException;
import dev.wippy.component.binary.TypeDeclaration.Case;
import dev.wippy.component.binary.TypeDeclaration.Label;
import dev.wippy.component.binary.TypeDeclaration.Reference;
import dev.wippy.component.types.ValueType.Primitive;
import java.util.Optional;

/** Parses types (Binary.md, <em>Type Definitions</em>). */
final class TypeParser {

    private TypeParser() {}

    static TypeDeclaration type(ByteReader in, int depth) {
        int at = in.position();
        if (depth > ComponentParser.MAX_DEPTH) {
            throw in.fail("types nest deeper than " + ComponentParser.MAX_DEPTH);
        }
        int code = in.u8("a type");
        Optional<Primitive> primitive = primitive(code);
        if (primitive.isPresent()) {
            return new TypeDeclaration.Primitive(primitive.get());
        }
        return switch (code) {
            case 0x72 -> new TypeDeclaration.Record(in.vector("fields", () -> label(in)));
            case 0x71 -> new TypeDeclaration.Variant(in.vector("cases", () -> variantCase(in)));
            case 0x70 -> new TypeDeclaration.ListOf(reference(in));
            case 0x67 -> new TypeDeclaration.FixedListOf(reference(in), in.u32("the length of a list"));
            case 0x6f -> new TypeDeclaration.Tuple(in.vector("types", () -> reference(in)));
            case 0x6e -> new TypeDeclaration.Flags(in.vector("flags", () -> in.name("a flag's name")));
            case 0x6d -> new TypeDeclaration.Enum(in.vector("cases", () -> in.name("a case's name")));
            case 0x6b -> new TypeDeclaration.OptionOf(reference(in));
            case 0x6a -> new TypeDeclaration.ResultOf(optionalReference(in), optionalReference(in));
            case 0x69 -> new TypeDeclaration.Own(in.u32("a type's index"));
            case 0x68 -> new TypeDeclaration.Borrow(in.u32("a type's index"));
            case 0x66 -> new TypeDeclaration.StreamOf(optionalReference(in));
            case 0x65 -> new TypeDeclaration.FutureOf(optionalReference(in));
            case 0x63 -> new TypeDeclaration.MapOf(reference(in), reference(in));
            case 0x40, 0x43 -> new TypeDeclaration.Function(code == 0x43,
                    in.vector("parameters", () -> label(in)), result(in));
            case 0x3f -> resource(in);
            case 0x41 -> new TypeDeclaration.Component(
                    in.vector("declarators", () -> declarator(in, true, depth)));
            case 0x42 -> new TypeDeclaration.Instance(
                    in.vector("declarators", () -> declarator(in, false, depth)));
            default -> throw in.unknown(at, "a type");
        };
    }

    private static Definition declarator(ByteReader in, boolean ofComponent, int depth) {
        int at = in.position();
        return switch (in.u8("a declarator")) {
            case 0x00 -> new Definition.CoreType(at, CoreTypeParser.type(in, depth + 1));
            case 0x01 -> new Definition.Type(at, type(in, depth + 1));
            case 0x02 -> ComponentParser.alias(in);
            case 0x03 -> {
                if (!ofComponent) {
                    throw in.unknown(at, "a declarator of an instance type, which has no imports");
                }
                yield ComponentParser.importOf(in);
            }
            case 0x04 -> {
                ComponentParser.Name name = ComponentParser.externName(in);
                yield new Definition.ExportDeclaration(at, name.text(), name.attributes(),
                        ComponentParser.externType(in));
            }
            default -> throw in.unknown(at, "a declarator, which begins with 0x00 to 0x04");
        };
    }

    private static TypeDeclaration resource(ByteReader in) {
        int at = in.position();
        switch (in.u8("a representation")) {
            case 0x7f -> {}
            case 0x7e -> throw UnsupportedComponentException.at(at,
                    "resources represented by an i64 are not supported");
            default -> throw in.unknown(at, "a resource's representation, which is i32 (0x7f)");
        }
        return new TypeDeclaration.Resource(in.optional("an optional destructor", () -> in.u32(
                "a core function's index")));
    }

    private static Label label(ByteReader in) {
        String name = in.name("a label");
        return new Label(name, reference(in));
    }

    private static Case variantCase(ByteReader in) {
        String name = in.name("a case's name");
        Optional<Reference> payload = optionalReference(in);
        in.expect(0x00, "the end of a case, which is 0x00");
        return new Case(name, payload);
    }

    /** The result list of a function or of {@code task.return}. */
    static Optional<Reference> result(ByteReader in) {
        int at = in.position();
        return switch (in.u8("a result")) {
            case 0x00 -> Optional.of(reference(in));
            case 0x01 -> {
                in.expect(0x00, "the end of an empty result, which is 0x00");
                yield Optional.empty();
            }
            default -> throw in.unknown(at, "a result, which begins with 0x00 or 0x01");
        };
    }

    private static Optional<Reference> optionalReference(ByteReader in) {
        return in.optional("an optional type", () -> reference(in));
    }

    static Reference reference(ByteReader in) {
        int at = in.position();
        long code = in.s33("a type");
        if (code >= 0) {
            return new Reference.Index((int) code);
        }
        if (in.position() == at + 1) {
            Optional<Primitive> primitive = primitive((int) code & 0x7f);
            if (primitive.isPresent()) {
                return new Reference.Primitive(primitive.get());
            }
        }
        throw in.unknown(at, "a value type");
    }

    private static Optional<Primitive> primitive(int code) {
        return Optional.ofNullable(switch (code) {
            case 0x7f -> Primitive.BOOL;
            case 0x7e -> Primitive.S8;
            case 0x7d -> Primitive.U8;
            case 0x7c -> Primitive.S16;
            case 0x7b -> Primitive.U16;
            case 0x7a -> Primitive.S32;
            case 0x79 -> Primitive.U32;
            case 0x78 -> Primitive.S64;
            case 0x77 -> Primitive.U64;
            case 0x76 -> Primitive.F32;
            case 0x75 -> Primitive.F64;
            case 0x74 -> Primitive.CHAR;
            case 0x73 -> Primitive.STRING;
            case 0x64 -> Primitive.ERROR_CONTEXT;
            default -> null;
        });
    }
}
