package dev.wippy.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.component.error.ComponentException;
import dev.wippy.component.error.ComponentFormatException;
import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.error.UnsupportedComponentException;
import dev.wippy.engine.Engine;
import dev.wippy.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that nobody meant to be a component. */
class HostileComponentTest {
    private static final String PREAMBLE = "0061736d0d000100";

    private static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
    }

    private static String failure(String... parts) {
        return assertThrows(ComponentException.class, () -> Component.parse(hex(parts))).getMessage();
    }

    @Test
    void a_component_that_is_cut_off_anywhere_is_refused_or_whole() {
        byte[] whole = SharedGuests.bytes("rust-wit/app.wasm");
        for (int length = 0; length < whole.length; length += length < 2048 ? 1 : 97) {
            refusedOrWhole(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void a_component_with_a_flipped_bit_is_refused_or_whole() {
        byte[] whole = SharedGuests.bytes("rust-wit/app.wasm");
        Random random = new Random(20251);
        for (int i = 0; i < 1000; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            refusedOrWhole(flipped);
        }
    }

    @Test
    void a_small_component_with_flipped_bits_links_or_is_refused() {
        byte[] whole = SharedGuests.bytes("assemblyscript/a.wasm");
        Random random = new Random(20252);
        try (Engine engine = Engine.builder().build()) {
            for (int i = 0; i < 60; i++) {
                byte[] flipped = whole.clone();
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                try {
                    Component.parse(flipped).compile(engine);
                } catch (ComponentException | EngineException refused) {
                    assertInstanceOf(String.class, refused.getMessage());
                }
            }
        }
    }

    private static void refusedOrWhole(byte[] bytes) {
        try {
            Component.parse(bytes);
        } catch (ComponentException refused) {
            assertInstanceOf(String.class, refused.getMessage());
        }
    }

    @Test
    void a_count_that_the_bytes_do_not_hold_allocates_nothing() {
        assertEquals("malformed component at 0xa: 268435455 types do not fit into the 0 bytes that are left",
                failure(PREAMBLE, "07 04 ffffff7f"));
    }

    @Test
    void a_number_that_is_too_long_is_refused() {
        assertEquals("malformed component at 0xa: the number of types takes more bytes than a number of 32 bits may",
                failure(PREAMBLE, "07 06 808080808000"));
    }

    @Test
    void a_number_that_is_too_large_is_refused() {
        assertEquals("malformed component at 0xa: the number of types does not fit into 32 bits",
                failure(PREAMBLE, "07 05 ffffffff1f"));
    }

    @Test
    void a_name_that_is_not_UTF_8_is_refused() {
        assertEquals("malformed component at 0xe: a flag's name is not UTF-8", failure(PREAMBLE,
                "07 06 01 6e 01 02 c080"));
    }

    @Test
    void a_section_that_goes_on_is_refused() {
        assertEquals("malformed component at 0xc: section 7 goes on for 1 bytes after its last definition",
                failure(PREAMBLE, "07 03 01 7f 00"));
    }

    @Test
    void an_index_past_the_end_is_refused() {
        assertEquals("invalid component at 0xb: type 4294967295 is not defined, there are 0",
                failure(PREAMBLE, "07 07 01 69 ffffffff0f"));
    }

    @Test
    void types_that_double_at_each_line_are_refused_and_not_walked() {
        StringBuilder types = new StringBuilder("6f 02 7f 7f");
        for (int i = 0; i < 60; i++) {
            types.append("6f 02 %02x %02x".formatted(i, i));
        }
        assertEquals("invalid component at 0x54: the type is larger than 1000000 parts",
                failure(PREAMBLE, "07", "f501", "3d", types.toString()));
    }

    @Test
    void types_that_nest_without_end_are_refused() {
        StringBuilder types = new StringBuilder("70 7f");
        for (int i = 0; i < 110; i++) {
            types.append(i < 64 ? "70 %02x".formatted(i) : "70 %02x 00".formatted(0x80 | i));
        }
        byte[] body = hex("6f", types.toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(hex(PREAMBLE, "07"));
        bytes.write(0x80 | body.length & 0x7f);
        bytes.write(body.length >> 7);
        bytes.writeBytes(body);
        assertEquals("invalid component at 0xf4: the type nests deeper than 100",
                assertThrows(InvalidComponentException.class, () -> Component.parse(bytes.toByteArray())).getMessage());
    }

    @Test
    void components_that_nest_without_end_are_refused() {
        byte[] inner = hex(PREAMBLE);
        for (int i = 0; i < 150; i++) {
            ByteArrayOutputStream outer = new ByteArrayOutputStream();
            outer.writeBytes(hex(PREAMBLE, "04"));
            outer.write(0x80 | inner.length & 0x7f);
            outer.write(inner.length >> 7);
            outer.writeBytes(inner);
            inner = outer.toByteArray();
        }
        byte[] bytes = inner;
        assertEquals("components nest deeper than 100",
                assertThrows(ComponentFormatException.class, () -> Component.parse(bytes)).getMessage()
                        .replaceAll(".*: ", ""));
    }

    @Test
    void instances_that_double_at_each_level_are_refused() {
        // Each component instantiates the one before it twice: 2^40 instances of the first.
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(hex(PREAMBLE, "04 08", PREAMBLE));
        for (int i = 0; i < 40; i++) {
            bytes.writeBytes(hex("04 18", PREAMBLE, "06 05 01 04 02 01 %02x".formatted(i),
                    "05 07 02 00 00 00 00 00 00"));
        }
        bytes.writeBytes(hex("05 04 01 00 28 00"));
        try (Engine engine = Engine.builder().build()) {
            CompiledComponent compiled = Component.parse(bytes.toByteArray()).compile(engine);
            assertEquals("the component makes more than 10000 instances", assertThrows(
                    UnsupportedComponentException.class, () -> compiled.instantiate(InstanceOptions.defaults()))
                    .getMessage());
        }
    }

    @Test
    void what_is_no_component_says_what_it_is() {
        assertEquals("malformed component at 0x0: a core module where a component is due", failure("0061736d01000000"));
        assertEquals("malformed component at 0x0: neither a component nor a core module: it does not begin with \\0asm",
                failure("2321 2f62 696e 2f73"));
        assertEquals("malformed component at 0x0: the bytes end where the magic number is due", failure(""));
    }

    @Test
    void the_kind_of_a_file_is_told_from_its_preamble() {
        assertEquals(Component.Kind.COMPONENT, Component.kindOf(hex(PREAMBLE)));
        assertEquals(Component.Kind.CORE_MODULE, Component.kindOf(hex("0061736d01000000")));
        assertEquals(Component.Kind.UNKNOWN, Component.kindOf(hex("0061736d010000")));
        assertEquals(Component.Kind.UNKNOWN, Component.kindOf(hex("0061736d0d000200")));
        assertEquals(Component.Kind.UNKNOWN, Component.kindOf(hex("")));
    }
}
