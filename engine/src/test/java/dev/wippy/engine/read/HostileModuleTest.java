package dev.wippy.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.UnsupportedModuleException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileModuleTest {
    private static final byte[] SAMPLE = SampleModule.bytes();
    /** What reading a module of a few hundred bytes may allocate: far less than any count in it could ask for. */
    private static final long MOST = 1 << 20;

    @Test
    void the_sample_is_valid() {
        assertInstanceOf(ReadModule.Valid.class, ModuleValidator.read(SAMPLE));
    }

    @Test
    void a_module_cut_off_anywhere_is_refused_or_valid_without_its_end() {
        for (int length = 0; length < SAMPLE.length; length++) {
            byte[] cut = Arrays.copyOf(SAMPLE, length);
            readWithin(cut, "cut to " + length);
        }
    }

    @Test
    void any_bits_may_be_wrong() {
        var random = new Random(7);
        for (int round = 0; round < 60_000; round++) {
            byte[] wrong = SAMPLE.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                wrong[8 + random.nextInt(wrong.length - 8)] ^= (byte) (1 << random.nextInt(8));
            }
            readWithin(wrong, "round " + round);
        }
    }

    @Test
    void any_bytes_may_be_wrong() {
        var random = new Random(11);
        for (int round = 0; round < 60_000; round++) {
            byte[] wrong = SAMPLE.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                wrong[8 + random.nextInt(wrong.length - 8)] = (byte) random.nextInt();
            }
            readWithin(wrong, "round " + round);
        }
    }

    @Test
    void a_count_is_not_believed() {
        byte[] many = ModuleBytes.of(0xff, 0xff, 0xff, 0xff, 0x07);
        for (int section = 1; section <= 13; section++) {
            if (section != 8 && section != 12) {
                byte[] module = new ModuleBytes().section(section, many).bytes();
                assertThrows(InvalidModuleException.class, () -> ModuleValidator.read(module));
                readWithin(module, "section " + section);
            }
        }
    }

    @Test
    void types_that_refer_to_types_do_not_grow_exponentially() {
        var types = new byte[1_000][];
        types[0] = ModuleBytes.type(ModuleBytes.of(), ModuleBytes.of());
        for (int i = 1; i < types.length; i++) {
            byte[] reference = ModuleBytes.concat(ModuleBytes.of(0x63), ModuleBytes.leb(i - 1));
            // Indices above 63 would be negative in one byte.
            reference = i - 1 < 64
                    ? reference
                    : ModuleBytes.of(0x63, (i - 1) & 0x7f | 0x80, (i - 1) >> 7);
            types[i] = ModuleBytes.concat(ModuleBytes.of(0x60, 2), reference, reference, ModuleBytes.of(0));
        }
        var read = (ReadModule.Valid) ModuleValidator.read(new ModuleBytes().types(types).bytes());
        assertEquals(1_000, read.module().typeCount());
        assertTrue(read.module().type(999).signature().length() < 100);
    }

    private void readWithin(byte[] module, String what) {
        long before = Allocation.bytes();
        try {
            ModuleValidator.read(module);
        } catch (InvalidModuleException | UnsupportedModuleException e) {
            assertTrue(!e.getMessage().isEmpty(), what);
        }
        long allocated = Allocation.bytes() - before;
        assertTrue(allocated < MOST, () -> what + " allocated " + allocated);
    }
}
