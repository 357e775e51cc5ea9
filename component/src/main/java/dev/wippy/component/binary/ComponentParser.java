package dev.wippy.component.binary;

import dev.wippy.component.error.ComponentFormatException;
import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.error.UnsupportedComponentException;
import dev.wippy.component.binary.Definition.Item;
import dev.wippy.component.types.ExternAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Parses the binary format of components (Binary.md), the ungated part and, as far as the model, that of 0.3. */
public final class ComponentParser {
    /** How deep components, and types in types, may nest. */
    static final int MAX_DEPTH = 100;

    private static final byte[] MAGIC = {0x00, 0x61, 0x73, 0x6d};
    private static final int VERSION = 0x0d;
    private static final int LAYER = 0x01;

    private final byte[] bytes;

    private ComponentParser(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What the first bytes say that a file is. */
    public enum Kind {
        CORE_MODULE,
        COMPONENT,
        UNKNOWN
    }

    /** What the bytes are, going by the preamble. */
    public static Kind kindOf(byte[] bytes) {
        if (bytes.length < 8 || !Arrays.equals(bytes, 0, 4, MAGIC, 0, 4) || bytes[7] != 0) {
            return Kind.UNKNOWN;
        }
        return switch (bytes[6]) {
            case 0 -> Kind.CORE_MODULE;
            case LAYER -> Kind.COMPONENT;
            default -> Kind.UNKNOWN;
        };
    }

    /**
     * Parses a component.
     *
     * @throws ComponentFormatException if the bytes are none
     * @throws UnsupportedComponentException if they use a part of the format that is gated
     */
    public static ComponentBinary parse(byte[] bytes) {
        return new ComponentParser(bytes).component(new ByteReader(bytes, 0, bytes.length), 0);
    }

    private ComponentBinary component(ByteReader in, int depth) {
        int start = in.position();
        if (depth > MAX_DEPTH) {
            throw in.fail("components nest deeper than " + MAX_DEPTH);
        }
        preamble(in);
        List<Definition> definitions = new ArrayList<>();
        Optional<String> name = Optional.empty();
        while (!in.atEnd()) {
            int at = in.position();
            int id = in.u8("a section's id");
            ByteReader section = in.part(in.u32("the size of section " + id), "section " + id);
            switch (id) {
                case 0 -> {
                    Optional<String> found = custom(section);
                    name = name.or(() -> found);
                }
                case 1 -> definitions.add(module(section));
                case 2 -> each(section, "core instances", definitions, this::coreInstance);
                case 3 -> each(section, "core types", definitions, this::coreType);
                case 4 -> definitions.add(
                        new Definition.Nested(section.position(), component(section, depth + 1)));
                case 5 -> each(section, "instances", definitions, this::instance);
                case 6 -> each(section, "aliases", definitions, ComponentParser::alias);
                case 7 -> each(section, "types", definitions, ComponentParser::type);
                case 8 -> each(section, "canonical definitions", definitions, CanonParser::canon);
                case 9 -> throw UnsupportedComponentException.at(at, "start definitions are not supported");
                case 10 -> each(section, "imports", definitions, ComponentParser::importOf);
                case 11 -> each(section, "exports", definitions, this::exportOf);
                case 12 -> throw UnsupportedComponentException.at(at, "value definitions are not supported");
                default -> throw in.unknown(at, "a section's id, which is 0 to 12");
            }
            if (!section.atEnd()) {
                throw section.fail("section " + id + " goes on for " + section.remaining()
                        + " bytes after its last definition");
            }
        }
        return new ComponentBinary(start, definitions, name);
    }

    private void preamble(ByteReader in) {
        int start = in.position();
        for (byte each : MAGIC) {
            if (in.u8("the magic number") != each) {
                throw new ComponentFormatException(start, "neither a component nor a core module: it does not begin"
                        + " with \\0asm");
            }
        }
        int version = in.u8("the version") | in.u8("the version") << 8;
        int layer = in.u8("the layer") | in.u8("the layer") << 8;
        if (layer == 0) {
            throw new ComponentFormatException(start, "a core module where a component is due");
        }
        if (version != VERSION || layer != LAYER) {
            throw new ComponentFormatException(start + 4, "version 0x%x of layer 0x%x, while this reads version 0x%x of"
                    .formatted(version, layer, VERSION) + " layer 0x1, which components are");
        }
    }

    private interface ElementParser {
        Definition parse(ByteReader in);
    }

    private static void each(ByteReader in, String what, List<Definition> into, ElementParser parser) {
        int count = in.count(what);
        for (int i = 0; i < count; i++) {
            into.add(parser.parse(in));
        }
    }

    /** A custom section, of which only a component's name is of use, and no fault of it matters (Name Section). */
    private static Optional<String> custom(ByteReader in) {
        String kind = in.name("the name of a custom section");
        try {
            if (kind.equals("component-name") && !in.atEnd() && in.u8("a subsection") == 0) {
                in.u32("a size");
                return Optional.of(in.name("the component's name"));
            }
            return Optional.empty();
        } catch (ComponentFormatException _) {
            return Optional.empty();
        } finally {
            in.rest();
        }
    }

    private Definition module(ByteReader in) {
        int at = in.position();
        if (kindOf(Arrays.copyOfRange(bytes, at, at + Math.min(8, in.remaining()))) != Kind.CORE_MODULE) {
            throw in.fail("a core module is due, which begins with \\0asm, version 1 and layer 0");
        }
        return new Definition.Module(at, in.rest());
    }

    private Definition coreInstance(ByteReader in) {
        int at = in.position();
        return switch (in.u8("a core instance")) {
            case 0x00 -> new Definition.CoreInstantiate(at, in.u32("a core module's index"),
                    in.vector("arguments", () -> coreArgument(in)));
            case 0x01 -> new Definition.CoreInline(at, in.vector("exports", () -> {
                String name = in.name("a core export's name");
                int sortAt = in.position();
                Sort sort = coreSort(in);
                if (!sort.isCoreExtern()) {
                    throw in.unknown(sortAt, "the sort of a core instance's export");
                }
                return new Item(name, sort, in.u32("a core item's index"));
            }));
            default -> throw in.unknown(at, "a core instance, which begins with 0x00 or 0x01");
        };
    }

    private static Definition.CoreArgument coreArgument(ByteReader in) {
        String name = in.name("a core argument's name");
        in.expect(0x12, "the sort of a core argument, which is instance (0x12)");
        return new Definition.CoreArgument(name, in.u32("a core instance's index"));
    }

    private Definition coreType(ByteReader in) {
        return new Definition.CoreType(in.position(), CoreTypeParser.type(in, 0));
    }

    private Definition instance(ByteReader in) {
        int at = in.position();
        return switch (in.u8("an instance")) {
            case 0x00 -> new Definition.Instantiate(at, in.u32("a component's index"),
                    in.vector("arguments", () -> {
                        String name = in.name("an argument's name");
                        return new Item(name, sort(in), in.u32("an argument's index"));
                    }));
            case 0x01 -> new Definition.Inline(at, in.vector("exports", () -> {
                Name name = externName(in);
                return new Item(name.text(), sort(in), in.u32("an item's index"), name.attributes());
            }));
            default -> throw in.unknown(at, "an instance, which begins with 0x00 or 0x01");
        };
    }

    static Definition alias(ByteReader in) {
        int at = in.position();
        Sort sort = sort(in);
        int kindAt = in.position();
        return switch (in.u8("an alias's target")) {
            case 0x00 -> new Definition.AliasExport(at, false, sort, in.u32("an instance's index"),
                    in.name("an export's name"));
            case 0x01 -> {
                if (!sort.isCoreExtern()) {
                    throw new ComponentFormatException(at, "an alias of a core export can't be of sort " + sort);
                }
                yield new Definition.AliasExport(at, true, sort, in.u32("a core instance's index"),
                        in.name("a core export's name"));
            }
            case 0x02 -> {
                if (sort != Sort.CORE_MODULE && sort != Sort.CORE_TYPE && sort != Sort.TYPE && sort != Sort.COMPONENT) {
                    throw new ComponentFormatException(at, "an alias of an enclosing scope can't be of sort " + sort);
                }
                yield new Definition.AliasOuter(at, sort, in.u32("a number of scopes"), in.u32("an index"));
            }
            default -> throw in.unknown(kindAt, "an alias's target, which is 0x00 to 0x02");
        };
    }

    static Definition type(ByteReader in) {
        return new Definition.Type(in.position(), TypeParser.type(in, 0));
    }

    static Definition importOf(ByteReader in) {
        int at = in.position();
        Name name = externName(in);
        return new Definition.Import(at, name.text(), name.attributes(), externType(in));
    }

    private Definition exportOf(ByteReader in) {
        int at = in.position();
        Name name = externName(in);
        Item item = new Item(name.text(), sort(in), in.u32("an item's index"), name.attributes());
        return new Definition.Export(at, item, in.optional("an optional type", () -> externType(in)));
    }

    /** A name with what else is said of what it names. */
    record Name(String text, ExternAttributes attributes) {}

    /** The name of an import or export ({@code nameattributes}). */
    static Name externName(ByteReader in) {
        int at = in.position();
        return switch (in.u8("a name")) {
            case 0x00, 0x01 -> new Name(in.name("a name"), ExternAttributes.NONE);
            case 0x02 -> new Name(in.name("a name"), attributes(in));
            default -> throw in.unknown(at, "a name, which begins with 0x00 to 0x02");
        };
    }

    private static ExternAttributes attributes(ByteReader in) {
        int start = in.position();
        Optional<String> implemented = Optional.empty();
        Optional<String> externalId = Optional.empty();
        int count = in.count("attributes");
        for (int i = 0; i < count; i++) {
            int at = in.position();
            Optional<String> before = switch (in.u8("an attribute")) {
                case 0x00 -> {
                    Optional<String> other = implemented;
                    implemented = Optional.of(in.name("the name of an interface"));
                    yield other;
                }
                case 0x01 -> throw UnsupportedComponentException.at(at,
                        "names with version suffixes are not supported");
                case 0x02 -> {
                    Optional<String> other = externalId;
                    externalId = Optional.of(in.name("an external id"));
                    yield other;
                }
                default -> throw in.unknown(at, "an attribute, which begins with 0x00 to 0x02");
            };
            if (before.isPresent()) {
                throw new InvalidComponentException(start, "an attribute is given twice");
            }
        }
        return new ExternAttributes(implemented, externalId);
    }

    static ExternDeclaration externType(ByteReader in) {
        int at = in.position();
        return switch (in.u8("the type of an import or export")) {
            case 0x00 -> {
                in.expect(0x11, "a core sort that can be imported or exported, which is module (0x11)");
                yield new ExternDeclaration.Typed(Sort.CORE_MODULE, in.u32("a core type's index"));
            }
            case 0x01 -> new ExternDeclaration.Typed(Sort.FUNCTION, in.u32("a type's index"));
            case 0x02 -> throw UnsupportedComponentException.at(at, "values are not supported");
            case 0x03 -> {
                int boundAt = in.position();
                yield switch (in.u8("a type's bound")) {
                    case 0x00 -> new ExternDeclaration.TypeEquals(in.u32("a type's index"));
                    case 0x01 -> new ExternDeclaration.SubResource();
                    default -> throw in.unknown(boundAt, "a type's bound, which is eq (0x00) or sub resource (0x01)");
                };
            }
            case 0x04 -> new ExternDeclaration.Typed(Sort.COMPONENT, in.u32("a type's index"));
            case 0x05 -> new ExternDeclaration.Typed(Sort.INSTANCE, in.u32("a type's index"));
            default -> throw in.unknown(at, "the type of an import or export, which begins with 0x00 to 0x05");
        };
    }

    static Sort sort(ByteReader in) {
        int at = in.position();
        return switch (in.u8("a sort")) {
            case 0x00 -> coreSort(in);
            case 0x01 -> Sort.FUNCTION;
            case 0x02 -> throw UnsupportedComponentException.at(at, "values are not supported");
            case 0x03 -> Sort.TYPE;
            case 0x04 -> Sort.COMPONENT;
            case 0x05 -> Sort.INSTANCE;
            default -> throw in.unknown(at, "a sort, which is 0x00 to 0x05");
        };
    }

    static Sort coreSort(ByteReader in) {
        int at = in.position();
        return switch (in.u8("a core sort")) {
            case 0x00 -> Sort.CORE_FUNCTION;
            case 0x01 -> Sort.CORE_TABLE;
            case 0x02 -> Sort.CORE_MEMORY;
            case 0x03 -> Sort.CORE_GLOBAL;
            case 0x04 -> Sort.CORE_TAG;
            case 0x10 -> Sort.CORE_TYPE;
            case 0x11 -> Sort.CORE_MODULE;
            case 0x12 -> Sort.CORE_INSTANCE;
            default -> throw in.unknown(at, "a core sort");
        };
    }
}
