package dev.wippy.wasi.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.Trap;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomTest {
    private final Random random = new Random(new SecureRandom());
    private final InsecureRandom insecure = new InsecureRandom();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 65_537, 200_001})
    void as_many_bytes_are_given_as_are_asked_for(int length) {
        assertEquals(length, random.bytes(length).length);
        assertEquals(length, insecure.bytes(length).length);
    }

    @Test
    void every_byte_of_a_long_list_is_filled() {
        var pieces = new AtomicInteger();
        byte[] bytes = RandomBytes.fill(
                "test", 3 * 65_536 + 7, piece -> Arrays.fill(piece, (byte) pieces.incrementAndGet()));
        byte[] expected = new byte[3 * 65_536 + 7];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (byte) (i / 65_536 + 1);
        }
        assertTrue(Arrays.equals(expected, bytes));
    }

    @Test
    void bytes_and_numbers_are_fresh_each_time() {
        assertNotEquals(Arrays.toString(random.bytes(16)), Arrays.toString(random.bytes(16)));
        assertNotEquals(Arrays.toString(insecure.bytes(16)), Arrays.toString(insecure.bytes(16)));
        assertNotEquals(random.u64(), random.u64());
        assertNotEquals(insecure.u64(), insecure.u64());
        var seed = new InsecureSeed(new SecureRandom());
        assertNotEquals(seed.seed(), seed.seed());
    }

    @Test
    void more_than_any_guest_needs_is_refused_before_it_is_made() {
        var secure = assertThrows(Trap.class, () -> random.bytes((64 << 20) + 1));
        assertEquals(
                "wasi:random/random.get-random-bytes: 67108865 bytes at once, where at most 67108864 are given",
                secure.getMessage());
        var other = assertThrows(Trap.class, () -> insecure.bytes(-1));
        assertEquals(
                "wasi:random/insecure.get-insecure-random-bytes: 18446744073709551615 bytes at once, where at most"
                        + " 67108864 are given",
                other.getMessage());
    }

    @Test
    void the_making_of_a_long_list_ends_with_its_process() {
        Thread.currentThread().interrupt();
        var failure = assertThrows(KernelException.class, () -> random.bytes(64 << 20));
        assertTrue(Thread.interrupted());
        assertEquals("wasi:random/random.get-random-bytes was interrupted", failure.getMessage());
        assertEquals(ErrorKind.CANCELED, failure.kind());
    }
}
