package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.engine.CompileListener.Compiled;
import dev.wippy.engine.Guests.Killed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EngineTest {

    private final Engine engine = Engine.builder().build();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void traps_are_told_in_the_words_of_the_specification_with_the_guests_frames() {
        CoreInstance instance = engine.compile(WasmBytes.named()).instantiate(List.of(), Guests.budget());
        Trap trap = assertThrows(Trap.class, () -> Guests.function(instance, "run").call());
        assertEquals("unreachable", trap.getMessage());
        assertEquals(List.of(new WasmFrame("inner", 0, 34), new WasmFrame("func[1]", 1, 38), new WasmFrame("outer", 2,
                43)),
                trap.frames());
    }

    @Test
    void traps_of_arithmetic_and_tables_are_told_in_the_words_of_the_specification() {
        CoreInstance instance = Guests.instance(engine, """
                (module (table 2 funcref)
                  (func (export "div") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
                  (func (export "trunc") (param f32) (result i32) (i32.trunc_f32_s (local.get 0)))
                  (func (export "indirect") (param i32) (call_indirect (local.get 0)))
                  (func (export "get") (param i32) (drop (table.get (local.get 0)))))
                """);
        assertTrap("integer divide by zero", instance, "div", 1, 0);
        assertTrap("integer overflow", instance, "div", Integer.MIN_VALUE, -1);
        assertTrap("invalid conversion to integer", instance, "trunc", Float.floatToRawIntBits(Float.NaN));
        assertTrap("integer overflow", instance, "trunc", Float.floatToRawIntBits(1e20f));
        assertTrap("uninitialized element 1", instance, "indirect", 1);
        assertTrap("undefined element", instance, "indirect", 2);
        assertTrap("out of bounds table access", instance, "get", 2);
    }

    @Test
    void frames_of_several_instances_are_named_by_their_own_modules() {
        CoreInstance inner = engine.compile(WasmBytes.named()).instantiate(List.of(), Guests.budget());
        CoreInstance outer = Guests.instance(engine, """
                (module (import "i" "run" (func $f)) (func (export "go") (call $f)))
                """, inner.exports());
        Trap trap = assertThrows(Trap.class, () -> Guests.function(outer, "go").call());
        assertEquals(List.of(new WasmFrame("inner", 0, 34), new WasmFrame("func[1]", 1, 38), new WasmFrame("outer", 2,
                43),
                new WasmFrame("go", 1, 42)), trap.frames());
    }

    @Test
    void what_an_import_throws_passes_through_the_guest_as_it_is() {
        for (Throwable thrown : List.of(new IllegalStateException("ours"), new Killed(), new StackOverflowError(),
                new Trap("of another instance"), new ArithmeticException(), new AssertionError())) {
            CoreInstance instance = Guests.instance(engine, """
                    (module (import "h" "f" (func $f)) (func (export "run") (call $f)))
                    """, List.of(CoreFunction.host(Guests.type(0, 0), _ -> {
                throw EngineTest.<RuntimeException>sneak(thrown);
            })));
            assertSame(thrown, assertThrows(Throwable.class, () -> Guests.function(instance, "run").call()));
        }
    }

    @Test
    void what_is_not_a_module_is_refused_as_invalid() {
        byte[] good = WasmBytes.named();
        for (byte[] bytes : List.of(new byte[0], new byte[]{0, 'a', 's', 'm'}, "not wasm".getBytes(),
                WasmBytes.module().section(WasmBytes.FUNCTION, WasmBytes.bytes(0)).end(),
                // A body that leaves a value too many.
                WasmBytes.module().section(WasmBytes.TYPE, WasmBytes.bytes(0x60, 0, 0))
                        .section(WasmBytes.FUNCTION, WasmBytes.bytes(0))
                        .section(WasmBytes.CODE, WasmBytes.body(WasmBytes.bytes(0x41, 0))).end(),
                Arrays.copyOf(good, good.length - 1))) {
            assertThrows(InvalidModuleException.class, () -> engine.compile(bytes));
        }
    }

    @Test
    void whatever_is_changed_in_a_module_it_is_compiled_or_refused() {
        byte[] good = Wat.binary("""
                (module (memory 1) (table 2 funcref) (global (mut i32) (i32.const 1)) (func $f (export "f"))
                  (elem (i32.const 0) $f) (data (i32.const 0) "abc")
                  (func (param i32) (result i32) (if (result i32) (local.get 0) (then (i32.const 1))
                    (else (i32.load (local.get 0))))))
                """);
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = good.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                bytes[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt(256);
            }
            try {
                engine.compile(bytes);
            } catch (InvalidModuleException | UnsupportedModuleException e) {
                assertInstanceOf(String.class, e.getMessage());
            }
        }
    }

    @Test
    void features_that_are_missing_are_refused_by_name() {
        // i32.const 0; i8x16.splat; drop
        assertUnsupported("SIMD (v128)", 0x41, 0, 0xFD, 15, 0x1A);
        // unreachable; i8x16.relaxed_swizzle; drop
        assertUnsupported("relaxed SIMD", 0, 0xFD, 0x80, 0x02, 0x1A);
        // try nop catch_all end
        assertUnsupported("legacy exception handling (try, catch, delegate, rethrow)", 0x06, 0x40, 0x01, 0x19, 0x0B);
        byte[] memory64 = WasmBytes.module().section(WasmBytes.MEMORY, WasmBytes.bytes(4, 1)).end();
        assertEquals("64-bit memories and tables (memory64) is not supported (memory section, offset 0xb); "
                + "build for wasm32 instead of wasm64, without -mmemory64 or -sMEMORY64",
                assertThrows(UnsupportedModuleException.class, () -> engine.compile(memory64)).getMessage());
    }

    @Test
    void a_module_past_the_limit_is_refused() {
        byte[] module = WasmBytes.named();
        try (Engine small = Engine.builder().maxCode(module.length - 1).build()) {
            assertEquals("the module is " + module.length + " bytes long; " + (module.length - 1)
                    + " is the most that is allowed",
                    assertThrows(InvalidModuleException.class, () -> small.compile(module)).getMessage());
        }
        try (Engine enough = Engine.builder().maxCode(module.length).build()) {
            assertInstanceOf(CoreModule.class, enough.compile(module));
        }
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_function_too_large_for_a_method_is_interpreted_and_stops_at_safepoints_all_the_same() throws Exception {
        List<Integer> interpreted = new ArrayList<>();
        try (Engine engine = Engine.builder().chicoryAlone().listener(new CompileListener() {
            @Override
            public void compiled(Compiled event) {
                interpreted.add(event.interpreted());
            }
        }).build()) {
            CoreInstance instance = engine.compile(WasmBytes.huge()).instantiate(List.of(), Guests.budget());
            assertEquals(List.of(1), interpreted);
            assertArrayEquals(new long[]{30_000}, Guests.function(instance, "sum").call(0));
            SafepointTest.SlicedGuest guest = new SafepointTest.SlicedGuest();
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread.startVirtualThread(() -> {
                try {
                    Safepoint.run(guest, () -> Guests.function(instance, "sum").call(1));
                } catch (Throwable e) {
                    end.complete(e);
                }
            });
            guest.kill = true;
            guest.request();
            assertInstanceOf(Killed.class, end.get(100, TimeUnit.SECONDS));
        }
    }

    private void assertUnsupported(String feature, int... code) {
        byte[] module = WasmBytes.module().section(WasmBytes.TYPE, WasmBytes.bytes(0x60, 0, 0))
                .section(WasmBytes.FUNCTION, WasmBytes.bytes(0))
                .section(WasmBytes.CODE, WasmBytes.body(WasmBytes.bytes(code))).end();
        String message =
                assertThrows(UnsupportedModuleException.class, () -> engine.compile(module)).getMessage();
        assertEquals(feature + " is not supported (function 0,",
                message.substring(0, message.indexOf(" offset")), message);
    }

    private static void assertTrap(String message, CoreInstance instance, String function, long... arguments) {
        assertEquals(message,
                assertThrows(Trap.class, () -> Guests.function(instance, function).call(arguments)).getMessage());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
