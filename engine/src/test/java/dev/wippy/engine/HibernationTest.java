package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.Guests.Killed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HibernationTest {
    private static final int PAGE = 65_536;

    /** Segments next to each other, across a page's end, at an address that only the instance knows, and passive. */
    private static final String SEGMENTS = """
            (module
              (import "" "at" (global i32))
              (memory (export "memory") 4)
              (data (i32.const 65530) "across the end")
              (data (i32.const 100) "first")
              (data (i32.const 105) "second")
              (data (global.get 0) "somewhere")
              (data "passive")
              (func (export "init") (param i32) (memory.init 4 (local.get 0) (i32.const 0) (i32.const 7)))
              (func (export "store") (param i32 i32) (i32.store8 (local.get 0) (local.get 1)))
              (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
              (func (export "zero") (param i32 i32)
                (memory.fill (local.get 0) (i32.const 0) (local.get 1)))
              (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))
            """;

    private static final String PLAIN = """
            (module (memory (export "memory") %s)
              (func (export "store") (param i32 i32) (i32.store8 (local.get 0) (local.get 1)))
              (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
              (func (export "fill") (param i32 i32 i32)
                (memory.fill (local.get 0) (local.get 1) (local.get 2)))
              (func (export "copy") (param i32 i32 i32)
                (memory.copy (local.get 0) (local.get 1) (local.get 2)))
              (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
              (func (export "size") (result i32) (memory.size)))
            """;

    private final Engine engine = Engine.builder().build();

    @AfterEach
    void close() {
        engine.close();
    }

    /** A guest with a budget, and what may happen to it. */
    private final class Guest {
        final Budget all = Budget.of(Budget.UNBOUNDED, 0);
        final Budget budget = all.within(2L << 30, 10);
        final Hibernation hibernation = Hibernation.of(budget);
        final CoreInstance instance;
        final CoreMemory memory;

        Guest(String text, List<CoreExtern> imports) {
            instance = engine.compile(Wat.binary(text)).instantiate(imports, budget);
            memory = (CoreMemory) instance.export("memory").orElseThrow();
        }

        Guest(String pages) {
            this(PLAIN.formatted(pages), List.of());
        }

        boolean sleep() {
            hibernation.park(0);
            boolean asleep = hibernation.hibernate();
            hibernation.unpark();
            return asleep;
        }

        long call(String function, long... arguments) {
            long[] results = Guests.function(instance, function).call(arguments);
            return results.length == 0 ? 0 : results[0];
        }

        byte[] bytes() {
            byte[] bytes = new byte[(int) memory.size()];
            memory.read(0, bytes, 0, bytes.length);
            return bytes;
        }
    }

    private Guest withSegments() {
        CoreInstance where = Guests.instance(engine, "(module (global (export \"at\") i32 (i32.const 200000)))");
        return new Guest(SEGMENTS, List.of(where.exports().getFirst()));
    }

    // Every byte survives

    @Test
    void every_byte_survives_random_writes_fills_copies_growth_and_sleep_in_any_order() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            var guest = new Guest("3 12");
            byte[] model = new byte[3 * PAGE];
            for (int step = 0; step < 200; step++) {
                int at = edge(random, model.length);
                int other = edge(random, model.length);
                int length = Math.min(random.nextInt(1 + random.nextInt(model.length)),
                        model.length - Math.max(at, other));
                int value = random.nextInt(3);
                switch (random.nextInt(8)) {
                    case 0 -> {
                        guest.call("fill", at, value, length);
                        Arrays.fill(model, at, at + length, (byte) value);
                    }
                    case 1 -> {
                        guest.call("copy", at, other, length);
                        System.arraycopy(model, other, model, at, length);
                    }
                    case 2 -> {
                        if (model.length < 12 * PAGE && step % 20 == 0) {
                            assertEquals(model.length / PAGE, guest.call("grow", 1));
                            model = Arrays.copyOf(model, model.length + PAGE);
                        }
                    }
                    case 3, 4 -> assertTrue(guest.sleep());
                    case 5 -> assertEquals(Byte.toUnsignedInt(model[at]), guest.call("load", at));
                    default -> {
                        guest.call("store", at, value);
                        model[at] = (byte) value;
                    }
                }
            }
            assertEquals(model.length / PAGE, guest.call("size"));
            guest.sleep();
            assertArrayEquals(model, guest.bytes());
        }
    }

    /** Mostly at the ends of blocks, of what a window is rounded to, and of pages. */
    private static int edge(Random random, int length) {
        int grain = new int[]{1, 64, 16_384, PAGE}[random.nextInt(4)];
        return Math.clamp(random.nextInt(length) / grain * (long) grain + random.nextInt(3) - 1, 0, length - 1);
    }

    @Test
    void segments_survive_also_what_overwrites_them_with_zeros() {
        byte[] model = new byte[4 * PAGE];
        put(model, 65_530, "across the end");
        put(model, 100, "firstsecond");
        put(model, 200_000, "somewhere");
        Guest guest = withSegments();
        assertTrue(guest.sleep());
        assertArrayEquals(model, guest.bytes());
        guest.sleep();
        guest.call("zero", 102, 5);
        Arrays.fill(model, 102, 107, (byte) 0);
        guest.sleep();
        guest.call("init", 64);
        put(model, 64, "passive");
        guest.sleep();
        guest.call("store", 65_536, 0);
        model[65_536] = 0;
        guest.sleep();
        assertArrayEquals(model, guest.bytes());
    }

    private static void put(byte[] into, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }

    @Test
    void segments_that_overlap_survive() {
        var guest = new Guest("""
                (module (memory (export "memory") 1)
                  (data (i32.const 10) "abcdef") (data (i32.const 12) "XY") (data (i32.const 8) "12"))
                """, List.of());
        byte[] model = new byte[PAGE];
        put(model, 8, "12abXYef");
        assertTrue(guest.sleep());
        assertArrayEquals(model, guest.bytes());
    }

    @Test
    void a_memory_of_no_pages_sleeps_and_grows_after() {
        var guest = new Guest("0 2");
        assertTrue(guest.sleep());
        assertEquals(0, guest.memory.size());
        assertThrows(Trap.class, () -> guest.call("load", 0));
        assertEquals(0, guest.call("grow", 1));
        guest.call("store", 5, 7);
        guest.sleep();
        assertEquals(7, guest.call("load", 5));
    }

    @Test
    void of_the_largest_memory_only_what_was_touched_is_kept() {
        var guest = new Guest("32767");
        guest.call("store", 32_767 * PAGE - 1, 1);
        guest.call("store", 32_767 * PAGE - 40_000_000, 2);
        long awake = guest.all.bytes();
        assertTrue(awake >= 40_000_000, awake + " bytes");
        guest.sleep();
        assertEquals(2 * (8 + 64) + 48, guest.all.bytes());
        assertEquals(1, guest.call("load", 32_767 * PAGE - 1));
        assertEquals(2, guest.call("load", 32_767 * PAGE - 40_000_000));
        assertEquals(awake, guest.all.bytes());
    }

    @Test
    void a_store_to_what_sleeps_wakes_it_and_so_does_the_host() {
        var guest = new Guest("1");
        guest.call("fill", 0, 1, 100);
        guest.sleep();
        guest.call("store", 3, 9);
        guest.sleep();
        guest.memory.putInt(8, 0x01020304);
        guest.sleep();
        assertEquals(0x09_01_01_01, guest.memory.getInt(0));
        assertEquals(0x01020304, guest.memory.getInt(8));
    }

    @Test
    void code_of_chicorys_sleeps_as_well() {
        try (Engine chicory = Engine.builder().chicoryAlone().build()) {
            Budget budget = Budget.of(1 << 20, 0);
            Hibernation hibernation = Hibernation.of(budget);
            CoreInstance guest = chicory.compile(Wat.binary(PLAIN.formatted("1"))).instantiate(List.of(), budget);
            Guests.function(guest, "store").call(77, 5);
            hibernation.park(0);
            assertTrue(hibernation.hibernate());
            hibernation.unpark();
            assertArrayEquals(new long[]{5}, Guests.function(guest, "load").call(77));
        }
    }

    // What it costs

    @Test
    void what_sleeps_pays_for_what_it_keeps_and_its_own_bound_goes_on_counting_all() {
        var guest = new Guest("1");
        guest.call("store", 0, 1);
        guest.call("store", 5_000, 1);
        guest.sleep();
        int kept = 2 * (8 + 64) + 48;
        assertEquals(kept, guest.hibernation.bytesAsleep());
        assertEquals(kept, guest.all.bytes());
        assertEquals(8_192, guest.budget.bytes());
        guest.call("load", 0);
        assertEquals(0, guest.hibernation.bytesAsleep());
        assertEquals(8_192, guest.all.bytes());
        assertEquals(0, guest.budget.lent());
    }

    @Test
    void what_would_not_get_smaller_stays_as_it_is() {
        var guest = new Guest("1");
        guest.call("fill", 0, 1, PAGE - 1_000);
        assertTrue(guest.sleep());
        assertEquals(0, guest.hibernation.bytesAsleep());
        assertEquals(PAGE, guest.all.bytes());
    }

    @Test
    void a_guest_that_finds_no_room_when_it_wakes_is_refused_and_still_asleep() {
        Budget all = Budget.of(20_000, 0);
        Budget budget = all.within(1 << 20, 0);
        Hibernation hibernation = Hibernation.of(budget);
        CoreInstance guest = engine.compile(Wat.binary(PLAIN.formatted("1"))).instantiate(List.of(), budget);
        Guests.function(guest, "store").call(9, 3);
        hibernation.park(0);
        assertTrue(hibernation.hibernate());
        hibernation.unpark();
        assertTrue(all.takeBytes(17_000));
        assertEquals("the guest slept, and there is no room any more for the 4096 bytes of its memory",
                assertThrows(BudgetExceededException.class, () -> Guests.function(guest, "load").call(9))
                        .getMessage());
        all.giveBytes(17_000);
        assertArrayEquals(new long[]{3}, Guests.function(guest, "load").call(9));
    }

    // Waking is sliced, and may be the end

    /** Counts safepoints, and may end the guest at one. */
    private static final class Counting extends Safepoint.Guest {
        private final int killedAt;
        private int polls;

        Counting(int killedAt) {
            this.killedAt = killedAt;
        }

        @Override
        protected void reached() {
            if (++polls == killedAt) {
                throw new Killed();
            }
            request();
        }

        /** How many safepoints something passes. */
        int during(Runnable body) {
            Safepoint.run(this, () -> {
                request();
                try {
                    body.run();
                } finally {
                    withdraw();
                }
            });
            return polls;
        }
    }

    @Test
    void waking_passes_a_safepoint_after_each_64_kib() {
        var guest = new Guest("100");
        guest.call("fill", 0, 1, 20 * PAGE);
        guest.call("store", 100 * PAGE - 1, 2);
        int pieces = (int) (guest.all.bytes() / PAGE);
        assertEquals(100, pieces);
        guest.sleep();
        // As many as the window is long, then as many as there are to write, of which the last ones are less than one.
        assertEquals(pieces - 1 + 20, new Counting(0).during(() -> guest.memory.getByte(0)));
    }

    @Test
    void a_guest_killed_while_it_wakes_is_as_it_was_asleep_and_takes_nothing() {
        var guest = new Guest("100");
        guest.call("fill", 0, 1, 20 * PAGE);
        guest.call("store", 100 * PAGE - 1, 2);
        byte[] before = guest.bytes();
        guest.sleep();
        long asleep = guest.all.bytes();
        for (int at : new int[]{1, 50, 99, 100, 119}) {
            assertThrows(Killed.class, () -> new Counting(at).during(() -> guest.memory.getByte(0)));
            assertEquals(asleep, guest.all.bytes());
        }
        assertArrayEquals(before, guest.bytes());
        guest.sleep();
        assertThrows(Killed.class, () -> new Counting(7).during(() -> guest.memory.getByte(0)));
        guest.budget.close();
        assertEquals(0, guest.all.bytes());
    }

    // States

    @Test
    void what_runs_is_never_hibernated() {
        var guest = new Guest("1");
        guest.call("store", 0, 1);
        assertFalse(guest.hibernation.hibernate());
        guest.hibernation.park(17);
        assertTrue(guest.hibernation.isParked());
        assertEquals(17, guest.hibernation.parkedSince());
        guest.hibernation.unpark();
        assertFalse(guest.hibernation.isParked());
        assertFalse(guest.hibernation.hibernate());
        assertEquals(4_096, guest.all.bytes());
    }

    @Test
    void a_guest_that_wakes_while_it_is_hibernated_calls_it_off() {
        var guest = new Guest("1");
        guest.call("store", 9, 1);
        guest.hibernation.add(new WhileCompacting(guest.hibernation::unpark));
        guest.hibernation.park(0);
        assertFalse(guest.hibernation.hibernate());
        assertEquals(4_096, guest.all.bytes());
        assertEquals(1, guest.call("load", 9));
    }

    @Test
    void a_guest_that_ends_while_it_is_hibernated_leaves_nothing() {
        var guest = new Guest("1");
        guest.call("store", 9, 1);
        guest.hibernation.add(new WhileCompacting(guest.budget::close));
        guest.hibernation.park(0);
        assertFalse(guest.hibernation.hibernate());
        assertEquals(0, guest.all.bytes());
        assertEquals(0, guest.memory.size());
    }

    @Test
    void a_guest_that_ends_while_it_is_parked_or_asleep_or_runs_leaves_nothing() {
        var parked = new Guest("1");
        parked.call("store", 9, 1);
        parked.hibernation.park(0);
        parked.budget.close();
        var asleep = new Guest("1");
        asleep.call("store", 9, 1);
        asleep.hibernation.park(0);
        asleep.hibernation.hibernate();
        asleep.budget.close();
        var running = new Guest("1");
        running.call("store", 9, 1);
        running.sleep();
        running.call("store", 9, 1);
        running.budget.close();
        assertEquals(0, parked.all.bytes() + asleep.all.bytes() + running.all.bytes());
        assertFalse(asleep.hibernation.hibernate());
    }

    /** Does something the moment that it is read. */
    private record WhileCompacting(Runnable action) implements Hibernation.Part {
        @Override
        public @Nullable Object compact(BooleanSupplier wanted) {
            assertTrue(wanted.getAsBoolean());
            action.run();
            assertFalse(wanted.getAsBoolean());
            return null;
        }

        @Override
        public void sleep(Object compact) {
            throw new IllegalStateException("it was called off");
        }

        @Override
        public void wake() {}

        @Override
        public long asleep() {
            return 0;
        }

        @Override
        public void free() {}
    }

    @Test
    void a_guest_that_runs_and_waits_beside_one_who_hibernates_it_all_the_time_loses_nothing() throws Exception {
        var guest = new Guest("20");
        var over = new AtomicBoolean();
        var slept = new AtomicInteger();
        Thread hibernating = Thread.ofPlatform().daemon().start(() -> {
            while (!over.get()) {
                if (guest.hibernation.isParked() && guest.hibernation.hibernate()) {
                    slept.incrementAndGet();
                }
            }
        });
        byte[] model = new byte[20 * PAGE];
        Random random = new Random(5);
        try {
            for (int round = 0; round < 20_000 || slept.get() < 100; round++) {
                int at = random.nextInt(model.length);
                guest.call("store", at, round & 0xff);
                model[at] = (byte) round;
                guest.hibernation.park(0);
                for (int spin = random.nextInt(200); spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                if (round % 100 == 0) {
                    Thread.yield();
                }
                guest.hibernation.unpark();
                int look = random.nextInt(model.length);
                assertEquals(Byte.toUnsignedInt(model[look]), guest.call("load", look));
            }
        } finally {
            over.set(true);
            hibernating.join();
        }
        assertArrayEquals(model, guest.bytes());
        guest.budget.close();
        assertEquals(0, guest.all.bytes());
    }

    // What later instances begin with

    @Test
    void later_instances_start_with_the_window_that_the_median_of_earlier_ones_reached() {
        CoreModule module = engine.compile(Wat.binary(PLAIN.formatted("30")));
        long[] first = new long[8];
        for (int i = 0; i < 40; i++) {
            Budget budget = Budget.of(Budget.UNBOUNDED, 0);
            Hibernation.of(budget);
            CoreInstance guest = module.instantiate(List.of(), budget);
            Guests.function(guest, "store").call(10 * PAGE, 1);
            first[i % 8] = budget.bytes();
            // One in five touches all that it has.
            Guests.function(guest, "store").call(i % 5 == 4 ? 30 * PAGE - 1 : 10 * PAGE + 40_000, 1);
            Guests.function(guest, "store").call(10 * PAGE - 20_000, 1);
            budget.close();
        }
        Arrays.sort(first);
        // Those that are looked at start with what they touch, the others with what such a one had at its end.
        assertEquals(4_096, first[0]);
        assertEquals(61_440, first[7]);
        assertEquals(61_440, first[1]);
    }
}
