package dev.wippy.component.binary;

import dev.wippy.component.error.UnsupportedComponentException;
import dev.wippy.component.binary.CoreTypeDeclaration.Extern;
import dev.wippy.component.binary.CoreTypeDeclaration.ModuleDeclarator;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreType;
import java.util.OptionalLong;

/** Parses core types as a component may define them (Binary.md, {@code core:deftype}). */
final class CoreTypeParser {

    private CoreTypeParser() {}

    static CoreTypeDeclaration type(ByteReader in, int depth) {
        int at = in.position();
        if (depth > ComponentParser.MAX_DEPTH) {
            throw in.fail("core types nest deeper than " + ComponentParser.MAX_DEPTH);
        }
        return switch (in.peek("a core type")) {
            case 0x50 -> {
                in.u8("a module type");
                yield new CoreTypeDeclaration.Module(in.vector("declarators", () -> declarator(in, depth)));
            }
            case 0x00 -> {
                in.u8("a core type");
                if (in.peek("a core sub type") != 0x50) {
                    throw in.unknown(in.position(), "a sub type that is not final (0x50)");
                }
                yield subType(in);
            }
            case 0x4e -> {
                in.u8("a group of core types");
                yield new CoreTypeDeclaration.Group(in.vector("core types", () -> subType(in)));
            }
            case 0x4f, 0x5e, 0x5f, 0x60 -> subType(in);
            default -> throw in.unknown(at, "a core type");
        };
    }

    private static CoreTypeDeclaration subType(ByteReader in) {
        int code = in.peek("a core type");
        if (code == 0x50 || code == 0x4f) {
            in.u8("a sub type");
            in.vector("super types", () -> in.u32("a core type's index"));
        }
        int at = in.position();
        return switch (in.u8("a core type")) {
            case 0x60 -> new CoreTypeDeclaration.Function(new CoreExternType.Function(
                    in.vector("parameters", () -> valueType(in)), in.vector("results", () -> valueType(in))));
            case 0x5f -> {
                in.vector("fields", () -> field(in));
                yield new CoreTypeDeclaration.Other();
            }
            case 0x5e -> {
                field(in);
                yield new CoreTypeDeclaration.Other();
            }
            default -> throw in.unknown(at, "a core type");
        };
    }

    /** A field of a struct or array; nothing here needs its type. */
    private static boolean field(ByteReader in) {
        int packed = in.peek("a field's type");
        if (packed == 0x78 || packed == 0x77) {
            in.u8("a packed type");
        } else {
            valueType(in);
        }
        return in.flag("whether a field is mutable");
    }

    static CoreType valueType(ByteReader in) {
        int at = in.position();
        return switch (in.u8("a core value type")) {
            case 0x7f -> CoreType.I32;
            case 0x7e -> CoreType.I64;
            case 0x7d -> CoreType.F32;
            case 0x7c -> CoreType.F64;
            case 0x7b -> CoreType.V128;
            case 0x70 -> CoreType.FUNCREF;
            case 0x6f -> CoreType.EXTERNREF;
            case 0x69 -> CoreType.EXNREF;
            case 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x71, 0x72, 0x73, 0x74 -> CoreType.REF;
            case 0x63, 0x64 -> {
                in.s33("a heap type");
                yield CoreType.REF;
            }
            default -> throw in.unknown(at, "a core value type");
        };
    }

    private static ModuleDeclarator declarator(ByteReader in, int depth) {
        int at = in.position();
        return switch (in.u8("a module declarator")) {
            case 0x00 -> new ModuleDeclarator.Import(at, in.name("an import's module"), in.name("an import's name"),
                    extern(in));
            case 0x01 -> new ModuleDeclarator.Type(at, type(in, depth + 1));
            case 0x02 -> {
                in.expect(0x10, "the sort of a core alias, which is type (0x10)");
                in.expect(0x01, "the target of a core alias, which is outer (0x01)");
                yield new ModuleDeclarator.AliasOuter(at, in.u32("a number of scopes"), in.u32("a core type's index"));
            }
            case 0x03 -> new ModuleDeclarator.Export(at, in.name("an export's name"), extern(in));
            default -> throw in.unknown(at, "a module declarator, which begins with 0x00 to 0x03");
        };
    }

    private static Extern extern(ByteReader in) {
        int at = in.position();
        return switch (in.u8("the type of a core import or export")) {
            case 0x00 -> new Extern.FunctionIndex(in.u32("a core type's index"));
            case 0x01 -> {
                CoreType element = valueType(in);
                Limits limits = limits(in);
                yield new Extern.Plain(new CoreExternType.Table(element, limits.minimum(), limits.maximum()));
            }
            case 0x02 -> {
                Limits limits = limits(in);
                yield new Extern.Plain(
                        new CoreExternType.Memory(limits.minimum(), limits.maximum(), limits.shared()));
            }
            case 0x03 -> new Extern.Plain(new CoreExternType.Global(valueType(in), in.flag("whether it is mutable")));
            case 0x04 -> {
                in.expect(0x00, "the attribute of a tag, which is 0x00");
                yield new Extern.TagIndex(in.u32("a core type's index"));
            }
            default -> throw in.unknown(at, "the type of a core import or export, which begins with 0x00 to 0x04");
        };
    }

    private record Limits(long minimum, OptionalLong maximum, boolean shared) {}

    private static Limits limits(ByteReader in) {
        int at = in.position();
        int flags = in.u8("limits");
        if (flags > 0x07) {
            throw in.unknown(at, "limits, which begin with 0x00 to 0x07");
        }
        if ((flags & 0x04) != 0) {
            throw UnsupportedComponentException.at(at, "64-bit memories and tables are not supported");
        }
        long minimum = Integer.toUnsignedLong(in.u32("a minimum"));
        OptionalLong maximum = (flags & 0x01) != 0
                ? OptionalLong.of(Integer.toUnsignedLong(in.u32("a maximum")))
                : OptionalLong.empty();
        return new Limits(minimum, maximum, (flags & 0x02) != 0);
    }
}
