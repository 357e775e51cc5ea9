package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final int PAGE = 65_536;

    /** Loads and stores of each width, with an offset that a constant gives, and the bulk operations. */
    private static final String ACCESSES = """
            (module
              (memory (export "memory") 3)
              (func (export "load8") (param i32) (result i64) (i64.load8_u (local.get 0)))
              (func (export "load16") (param i32) (result i64) (i64.load16_u (local.get 0)))
              (func (export "load32") (param i32) (result i64) (i64.load32_u (local.get 0)))
              (func (export "load64") (param i32) (result i64) (i64.load (local.get 0)))
              (func (export "loadf32") (param i32) (result f32) (f32.load (local.get 0)))
              (func (export "loadf64") (param i32) (result f64) (f64.load (local.get 0)))
              (func (export "store8") (param i32 i64) (i64.store8 (local.get 0) (local.get 1)))
              (func (export "store16") (param i32 i64) (i64.store16 (local.get 0) (local.get 1)))
              (func (export "store32") (param i32 i64) (i64.store32 (local.get 0) (local.get 1)))
              (func (export "store64") (param i32 i64) (i64.store (local.get 0) (local.get 1)))
              (func (export "at8") (param i32) (result i32) (i32.load offset=8 (local.get 0)))
              (func (export "at2g") (param i32) (result i32) (i32.load offset=0x80000000 (local.get 0)))
              (func (export "at4g") (param i32) (result i32) (i32.load offset=0xffffffff (local.get 0)))
              (func (export "fill") (param i32 i32 i32)
                (memory.fill (local.get 0) (local.get 1) (local.get 2)))
              (func (export "copy") (param i32 i32 i32)
                (memory.copy (local.get 0) (local.get 1) (local.get 2)))
              (func (export "init") (param i32 i32 i32)
                (memory.init 0 (local.get 0) (local.get 1) (local.get 2)))
              (func (export "drop") (data.drop 0))
              (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
              (func (export "size") (result i32) (memory.size))
              (data "abcdefgh"))
            """;

    private final Engine engine = Engine.builder().build();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_window_that_has_room_past_the_end_of_the_memory_widens_downwards_too() {
        CoreInstance guest = Guests.instance(engine, ACCESSES);
        Guests.function(guest, "grow").call(2);
        Guests.function(guest, "store8").call(PAGE, 1);
        Guests.function(guest, "store8").call(5 * PAGE - 1, 2);
        Guests.function(guest, "grow").call(1);
        Guests.function(guest, "store8").call(0, 3);
        assertEquals(3, Guests.function(guest, "load8").call(0)[0]);
        assertEquals(1, Guests.function(guest, "load8").call(PAGE)[0]);
        assertEquals(2, Guests.function(guest, "load8").call(5 * PAGE - 1)[0]);
        assertEquals(0, Guests.function(guest, "load8").call(6 * PAGE - 1)[0]);
        assertTrap("out of bounds memory access", guest, "load8", 6 * PAGE);
    }

    @Test
    void each_width_reads_and_writes_what_a_plain_array_would_and_traps_at_its_edges() {
        CoreInstance guest = Guests.instance(engine, ACCESSES);
        ByteBuffer model = ByteBuffer.allocate(3 * PAGE).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(1);
        int[] edges = {0, 1, 7, 8, 16_383, 16_384, 65_535, 65_536, 3 * PAGE - 9, 3 * PAGE - 8, 3 * PAGE - 7,
            3 * PAGE - 4, 3 * PAGE - 2, 3 * PAGE - 1, 3 * PAGE, 3 * PAGE + 1, Integer.MAX_VALUE - 7,
            Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -65_536, -16, -9, -8, -7, -4, -2, -1};
        for (int round = 0; round < 3_000; round++) {
            int address = round % 2 == 0
                    ? edges[random.nextInt(edges.length)]
                    : random.nextInt(3 * PAGE + 16);
            int width = 1 << random.nextInt(4);
            long value = random.nextLong();
            String bits = Integer.toString(width * 8);
            if (address < 0 || address > 3 * PAGE - width) {
                assertTrap("out of bounds memory access", guest, "load" + bits, address);
                assertTrap("out of bounds memory access", guest, "store" + bits, address, value);
                continue;
            }
            Guests.function(guest, "store" + bits).call(address, value);
            byte[] stored = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
            model.put(address, stored, 0, width);
            int back = Math.max(0, address - random.nextInt(8));
            assertEquals(unsigned(model, back, width), Guests.function(guest, "load" + bits).call(back)[0]);
        }
        byte[] all = new byte[3 * PAGE];
        memory(guest).read(0, all, 0, all.length);
        assertArrayEquals(model.array(), all);
    }

    /** A loop without calls, which keeps the window: two stores and two loads of several widths in each round. */
    private static final String LOOP = """
            (module
              (memory (export "memory") 3)
              (func (export "walk") (param $seed i32) (param $rounds i32) (result i64)
                (local $at i32) (local $sum i64)
                (block $out
                  (loop $again
                    (local.set $seed
                      (i32.add (i32.mul (local.get $seed) (i32.const 1664525)) (i32.const 1013904223)))
                    (local.set $at (i32.rem_u (i32.shr_u (local.get $seed) (i32.const 8)) (i32.const 196601)))
                    (i64.store (local.get $at) (i64.extend_i32_u (local.get $seed)))
                    (i32.store16 offset=3 (i32.sub (i32.const 196600) (local.get $at)) (local.get $seed))
                    (local.set $sum (i64.add (i64.mul (local.get $sum) (i64.const 31))
                      (i64.load (i32.sub (i32.const 196600) (local.get $at)))))
                    (local.set $sum (i64.add (i64.mul (local.get $sum) (i64.const 31))
                      (i64.load16_u offset=5 (local.get $at))))
                    (br_if $out (i32.eqz (local.get $rounds)))
                    (local.set $rounds (i32.sub (local.get $rounds) (i32.const 1)))
                    (br $again)))
                (local.get $sum))
              (func (export "run") (param $at i32)
                (loop $again
                  (i32.store (local.get $at) (local.get $at))
                  (local.set $at (i32.add (local.get $at) (i32.const 8192)))
                  (br $again))))
            """;

    @Test
    void a_loop_that_keeps_the_window_reads_and_writes_what_a_plain_array_would() {
        CoreModule module = engine.compile(Wat.binary(LOOP));
        for (int seed = 0; seed < 200; seed++) {
            CoreInstance guest = module.instantiate(List.of(), Guests.budget());
            ByteBuffer model = ByteBuffer.allocate(3 * PAGE).order(ByteOrder.LITTLE_ENDIAN);
            int state = seed;
            for (int rounds = 0; rounds < 6; rounds++) {
                long sum = 0;
                int next = state;
                for (int round = 0; round <= rounds; round++) {
                    next = next * 1664525 + 1013904223;
                    int at = Integer.remainderUnsigned(next >>> 8, 196_601);
                    model.putLong(at, Integer.toUnsignedLong(next));
                    model.putShort(196_600 - at + 3, (short) next);
                    sum = sum * 31 + model.getLong(196_600 - at);
                    sum = sum * 31 + Short.toUnsignedLong(model.getShort(at + 5));
                }
                assertEquals(sum, Guests.function(guest, "walk").call(state, rounds)[0], seed + ", " + rounds);
                state = next;
            }
            byte[] all = new byte[3 * PAGE];
            memory(guest).read(0, all, 0, all.length);
            assertArrayEquals(model.array(), all);
        }
    }

    @Test
    void a_loop_that_keeps_the_window_traps_past_the_end_and_what_it_wrote_before_is_there() {
        CoreInstance guest = Guests.instance(engine, LOOP);
        assertTrap("out of bounds memory access", guest, "run", 2 * PAGE);
        for (int at = 2 * PAGE; at < 3 * PAGE; at += 8192) {
            assertEquals(at, memory(guest).getInt(at));
        }
        assertTrap("out of bounds memory access", guest, "run", -4);
    }

    @Test
    void floats_keep_their_bits() {
        CoreInstance guest = Guests.instance(engine, ACCESSES);
        Guests.function(guest, "store64").call(16, 0x7FF0_0000_0000_0001L);
        assertArrayEquals(new long[]{0x7FF0_0000_0000_0001L}, Guests.function(guest, "loadf64").call(16));
        Guests.function(guest, "store32").call(16, 0x7FA0_0001L);
        assertArrayEquals(new long[]{0x7FA0_0001L}, Guests.function(guest, "loadf32").call(16));
        assertTrap("out of bounds memory access", guest, "loadf32", 3 * PAGE - 3);
        assertTrap("out of bounds memory access", guest, "loadf64", 3 * PAGE - 7);
    }

    @Test
    void an_effective_address_never_wraps() {
        CoreInstance guest = Guests.instance(engine, ACCESSES);
        for (int base : new int[]{-1, -4, -8, -9, Integer.MIN_VALUE, Integer.MAX_VALUE, 3 * PAGE - 11}) {
            assertTrap("out of bounds memory access", guest, "at8", base);
        }
        for (int base : new int[]{0, 1, 2, 5, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertTrap("out of bounds memory access", guest, "at2g", base);
            assertTrap("out of bounds memory access", guest, "at4g", base);
        }
        assertArrayEquals(new long[]{0}, Guests.function(guest, "at8").call(3 * PAGE - 12));
    }

    @Test
    void fills_copies_and_segments_do_what_a_plain_array_would() {
        CoreInstance guest = Guests.instance(engine, ACCESSES);
        byte[] model = new byte[3 * PAGE];
        Random random = new Random(2);
        for (int round = 0; round < 200; round++) {
            int to = random.nextInt(3 * PAGE);
            int from = random.nextInt(3 * PAGE);
            int size = random.nextInt(3 * PAGE - Math.max(to, from) + 1);
            byte value = (byte) random.nextInt(4);
            if (round % 2 == 0) {
                Guests.function(guest, "fill").call(to, value, size);
                Arrays.fill(model, to, to + size, value);
            } else {
                Guests.function(guest, "copy").call(to, from, size);
                System.arraycopy(model, from, model, to, size);
            }
        }
        Guests.function(guest, "init").call(5, 2, 6);
        System.arraycopy("cdefgh".getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, model, 5, 6);
        byte[] all = new byte[3 * PAGE];
        memory(guest).read(0, all, 0, all.length);
        assertArrayEquals(model, all);
    }

    @Test
    void bulk_operations_past_the_end_trap() {
        CoreInstance guest = Guests.instance(engine, ACCESSES);
        for (long[] arguments : new long[][]{{3 * PAGE, 0, 1}, {0, 0, 3 * PAGE + 1}, {1, 0, -1}, {-1, 0, 1},
            {-1, 0, 2}, {3 * PAGE + 1, 0, 0}, {Integer.MIN_VALUE, 0, Integer.MIN_VALUE}}) {
            assertTrap("out of bounds memory access", guest, "fill", arguments);
            assertTrap("out of bounds memory access", guest, "copy", arguments);
            assertTrap("out of bounds memory access", guest, "init", arguments);
        }
        assertTrap("out of bounds memory access", guest, "init", 0, 8, 1);
        Guests.function(guest, "drop").call();
        assertTrap("out of bounds memory access", guest, "init", 0, 0, 1);
        Guests.function(guest, "init").call(0, 0, 0);
        Guests.function(guest, "fill").call(3 * PAGE, 1, 0);
    }

    @Test
    void only_what_is_touched_takes_from_the_budget() {
        Budget budget = Budget.of(100 << 20, 0);
        CoreInstance guest = engine.compile(Wat.binary("""
                (module (memory (export "memory") 1000)
                  (func (export "touch") (param i32) (i32.store8 (local.get 0) (i32.const 1))))
                """)).instantiate(List.of(), budget);
        assertEquals(0, budget.bytes());
        Guests.function(guest, "touch").call(50_000_000);
        assertEquals(4_096, budget.bytes());
        Guests.function(guest, "touch").call(50_000_000 + 4_096);
        assertEquals(2 * 4_096, budget.bytes());
        Guests.function(guest, "touch").call(50_000_000 - 4_096);
        assertEquals(3 * 4_096, budget.bytes());
    }

    @Test
    void a_window_that_the_budget_refuses_ends_the_call() {
        Budget all = Budget.of(1 << 20, 0);
        Budget budget = all.within(100 << 20, 0);
        CoreInstance guest = engine.compile(Wat.binary("""
                (module (memory (export "memory") 1000)
                  (func (export "touch") (param i32) (i32.store8 (local.get 0) (i32.const 1))))
                """)).instantiate(List.of(), budget);
        Guests.function(guest, "touch").call(0);
        BudgetExceededException refused = assertThrows(BudgetExceededException.class,
                () -> Guests.function(guest, "touch").call(3_000_000));
        assertEquals("the guest's memory needs 3002368 bytes at once; of the 104857600 that it may have, 4096 are "
                + "taken", refused.getMessage());
        assertEquals(4_096, all.bytes());
        assertTrue(budget.refused());
    }

    @Test
    void memory_grows_to_what_the_budget_allows_and_no_further() {
        CoreInstance guest = engine.compile(Wat.binary(ACCESSES)).instantiate(List.of(), Budget.of(5 * PAGE, 0));
        CoreFunction grow = Guests.function(guest, "grow");
        assertArrayEquals(new long[]{3}, grow.call(2));
        assertArrayEquals(new long[]{-1}, grow.call(1));
        assertArrayEquals(new long[]{-1}, grow.call(-1));
        assertArrayEquals(new long[]{5}, grow.call(0));
        Guests.function(guest, "store8").call(5 * PAGE - 1, 7);
        assertEquals(7, memory(guest).getByte(5 * PAGE - 1));
        assertEquals(5 * PAGE, memory(guest).size());
    }

    @Test
    void a_declared_minimum_past_the_budget_is_refused() {
        CoreModule module = engine.compile(Wat.binary(ACCESSES));
        assertEquals("a memory of 196608 bytes is declared; the guest may have 65536",
                assertThrows(BudgetExceededException.class,
                        () -> module.instantiate(List.of(), Budget.of(PAGE, 0))).getMessage());
    }

    /** Segments at 11,104 and 2, the second one empty: 2 is below the window that the first one makes. */
    @Test
    void nothing_is_written_and_read_outside_of_the_window() {
        byte[] module = WasmBytes.module()
                .section(5, WasmBytes.bytes(0, 1))
                .section(7, WasmBytes.concat(WasmBytes.name("memory"), WasmBytes.bytes(2, 0)))
                .section(11, WasmBytes.bytes(0, 0x41, 0xe0, 0xd6, 0, 0x0b, 1, 59),
                        WasmBytes.bytes(0, 0x41, 2, 0x0b, 0))
                .end();
        CoreMemory memory = memory(engine.compile(module).instantiate(List.of(), Guests.budget()));
        assertEquals(59, memory.getByte(11_104));
        for (long address : new long[]{0, 2, 60_000, PAGE}) {
            memory.write(address, new byte[0], 0, 0);
            memory.read(address, new byte[0], 0, 0);
        }
        assertThrows(Trap.class, () -> memory.write(PAGE + 1, new byte[0], 0, 0));
        assertThrows(Trap.class, () -> memory.read(PAGE + 1, new byte[0], 0, 0));
    }

    @Test
    void the_host_reads_and_writes_with_unsigned_addresses_and_traps_past_the_end() {
        CoreMemory memory = memory(Guests.instance(engine, ACCESSES));
        memory.putLong(8, -2);
        memory.putInt(100, 7);
        memory.putShort(200, (short) -3);
        memory.putByte(300, (byte) 9);
        assertEquals(-2, memory.getLong(8));
        assertEquals(7, memory.getInt(100));
        assertEquals(-3, memory.getShort(200));
        assertEquals(9, memory.getByte(300));
        memory.write(3 * PAGE - 3, new byte[]{1, 2, 3}, 0, 3);
        for (long address : new long[]{3 * PAGE, -1, 1L << 31, (1L << 32) - 1, 1L << 32, Long.MIN_VALUE}) {
            assertEquals("out of bounds memory access",
                    assertThrows(Trap.class, () -> memory.getByte(address)).getMessage());
            assertThrows(Trap.class, () -> memory.putByte(address, (byte) 0));
            assertThrows(Trap.class, () -> memory.read(address, new byte[1], 0, 1));
        }
        assertThrows(Trap.class, () -> memory.write(3 * PAGE - 2, new byte[3], 0, 3));
    }

    private static long unsigned(ByteBuffer model, int at, int width) {
        return switch (width) {
            case 1 -> Byte.toUnsignedLong(model.get(at));
            case 2 -> Short.toUnsignedLong(model.getShort(at));
            case 4 -> Integer.toUnsignedLong(model.getInt(at));
            default -> model.getLong(at);
        };
    }

    private static CoreMemory memory(CoreInstance instance) {
        return (CoreMemory) instance.export("memory").orElseThrow();
    }

    private static void assertTrap(String message, CoreInstance instance, String function, long... arguments) {
        assertEquals(message,
                assertThrows(Trap.class, () -> Guests.function(instance, function).call(arguments)).getMessage());
    }
}
