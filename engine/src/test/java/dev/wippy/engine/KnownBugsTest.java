package dev.wippy.engine;

import static dev.wippy.engine.WasmBytes.CODE;
import static dev.wippy.engine.WasmBytes.EXPORT;
import static dev.wippy.engine.WasmBytes.FUNCTION;
import static dev.wippy.engine.WasmBytes.TAG;
import static dev.wippy.engine.WasmBytes.TYPE;
import static dev.wippy.engine.WasmBytes.bytes;
import static dev.wippy.engine.WasmBytes.concat;
import static dev.wippy.engine.WasmBytes.name;
import static dev.wippy.engine.WasmBytes.unsigned;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.engine.chicory.ChicoryEngine;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bugs of Chicory 1.7.5 that are known, by their number: what a guest sees of each, in our engine and in modules that
 * are left to Chicory.
 */
class KnownBugsTest {
    private final ChicoryEngine chicory = new ChicoryEngine(null, CompileListener.NONE, Long.MAX_VALUE);
    private final Engine ours =
            new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, CutLimits.DEFAULT, chicory);

    /** Which engine runs a module. */
    enum Runs {
        OURS, CHICORY
    }

    @AfterEach
    void close() {
        ours.close();
    }

    private Engine engine(Runs runs) {
        return runs == Runs.OURS ? ours : chicory;
    }

    @ParameterizedTest
    @EnumSource
    void bug_1_a_table_that_grows_in_one_instance_is_as_declared_in_the_next(Runs runs) {
        CoreModule module = engine(runs).compile(Wat.binary("""
                (module (table 1 4 funcref)
                  (func (export "grow") (result i32) (table.grow (ref.null func) (i32.const 3)))
                  (func (export "size") (result i32) (table.size)))
                """));
        for (int i = 0; i < 3; i++) {
            CoreInstance instance = module.instantiate(List.of(), Guests.budget());
            assertArrayEquals(new long[]{1}, Guests.function(instance, "size").call());
            assertArrayEquals(new long[]{1}, Guests.function(instance, "grow").call());
            assertArrayEquals(new long[]{4}, Guests.function(instance, "size").call());
        }
    }

    @ParameterizedTest
    @EnumSource
    void bug_2_a_call_by_a_table_of_another_module_compares_types_and_not_their_indices(Runs runs) {
        CoreInstance owner = Guests.instance(engine(runs), """
                (module (type $other (func (param f64))) (type $add (func (param i32 i32) (result i32)))
                  (table (export "t") 2 funcref) (elem (i32.const 0) $add $other)
                  (func $add (type $add) (i32.add (local.get 0) (local.get 1)))
                  (func $other (type $other)))
                """);
        CoreInstance user = Guests.instance(engine(runs), """
                (module (type $add (func (param i32 i32) (result i32))) (import "o" "t" (table 2 funcref))
                  (func (export "call") (param i32) (result i32)
                    (call_indirect (type $add) (i32.const 40) (i32.const 2) (local.get 0))))
                """, List.of(owner.export("t").orElseThrow()));
        assertArrayEquals(new long[]{42}, Guests.function(user, "call").call(0));
        assertEquals("indirect call type mismatch",
                assertThrows(Trap.class, () -> Guests.function(user, "call").call(1)).getMessage());
    }

    @Test
    void bug_3_two_exceptions_of_one_tag_that_are_kept_stay_two() {
        // block exnref; try_table (catch_all_ref 0); i32.const N; throw 0; end; unreachable; end; local.set L
        byte[] body = concat(bytes(1, 2, 0x69), keep(1, 0), keep(2, 1),
                // block i32; try_table (catch 0 0); local.get 0; throw_ref; end; unreachable; end; end
                bytes(0x02, 0x7F, 0x1F, 0x40, 1, 0, 0, 0, 0x20, 0, 0x0A, 0x0B, 0x00, 0x0B, 0x0B));
        byte[] module = WasmBytes.module()
                .section(TYPE, bytes(0x60, 1, 0x7F, 0), bytes(0x60, 0, 1, 0x7F))
                .section(FUNCTION, bytes(1))
                .section(TAG, bytes(0, 0))
                .section(EXPORT, concat(name("first"), bytes(0, 0)))
                .section(CODE, concat(unsigned(body.length), body))
                .end();
        for (Runs runs : Runs.values()) {
            CoreInstance instance = engine(runs).compile(module).instantiate(List.of(), Guests.budget());
            assertArrayEquals(new long[]{1}, Guests.function(instance, "first").call(), runs::toString);
        }
    }

    private static byte[] keep(int value, int local) {
        return bytes(0x02, 0x69, 0x1F, 0x40, 1, 3, 0, 0x41, value, 0x08, 0, 0x0B, 0x00, 0x0B, 0x21, local);
    }

    @Test
    void bug_4_a_try_with_many_parameters_leaves_the_operands_below_it_alone() {
        // i32.const 100; local.get 0 to 5; try_table (type 1) (catch_all ..none); i32.sub five times; end; i32.sub; end
        byte[] body = concat(bytes(0, 0x41, 0xE4, 0x00),
                concat(IntStream.range(0, 6).mapToObj(i -> bytes(0x20, i)).toArray(byte[][]::new)),
                bytes(0x1F, 1, 0, 0x6B, 0x6B, 0x6B, 0x6B, 0x6B, 0x0B, 0x6B, 0x0B));
        byte[] module = WasmBytes.module()
                .section(TYPE, bytes(0x60, 6, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 1, 0x7F),
                        bytes(0x60, 6, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 1, 0x7F))
                .section(FUNCTION, bytes(0))
                .section(EXPORT, concat(name("f"), bytes(0, 0)))
                .section(CODE, concat(unsigned(body.length), body))
                .end();
        for (Runs runs : Runs.values()) {
            CoreInstance instance = engine(runs).compile(module).instantiate(List.of(), Guests.budget());
            // 100 - (60 - (50 - (40 - (30 - (20 - 10)))))
            assertArrayEquals(new long[]{70}, Guests.function(instance, "f").call(60, 50, 40, 30, 20, 10),
                    runs::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bug_5_what_chicory_throws_in_guest_frames_is_a_trap(Runs runs) {
        CoreInstance instance = Guests.instance(engine(runs), """
                (module (memory 1) (table 2 funcref) (data "abc") (elem func)
                  (func (export "init") (memory.init 0 (i32.const 65530) (i32.const 0) (i32.const -1)))
                  (func (export "fill") (memory.fill (i32.const -1) (i32.const 0) (i32.const -1)))
                  (func (export "copy") (memory.copy (i32.const 0) (i32.const -8) (i32.const 16)))
                  (func (export "load") (drop (i64.load offset=4294967295 (i32.const -1))))
                  (func (export "table") (drop (table.get 0 (i32.const -1))))
                  (func (export "elem") (table.init 0 0 (i32.const 0) (i32.const -1) (i32.const -1))))
                """);
        for (String each : List.of("init", "fill", "copy", "load", "table", "elem")) {
            assertThrows(Trap.class, () -> Guests.function(instance, each).call(), each);
        }
    }

    @Test
    void bug_5_an_array_of_a_negative_or_huge_length_is_a_trap_or_past_the_budget() {
        // An array of i64, of i32.const -1 elements: array.new_default 0; drop; end
        byte[] body = bytes(0, 0x41, 0x7F, 0xFB, 7, 0, 0x1A, 0x0B);
        CoreInstance instance = ours.compile(WasmBytes.module()
                .section(TYPE, bytes(0x5E, 0x7E, 1), bytes(0x60, 0, 0))
                .section(FUNCTION, bytes(1))
                .section(EXPORT, concat(name("f"), bytes(0, 0)))
                .section(CODE, concat(unsigned(body.length), body))
                .end()).instantiate(List.of(), Guests.budget());
        EngineException ended = assertThrows(EngineException.class, () -> Guests.function(instance, "f").call());
        assertEquals(Trap.class, ended.getClass());
    }
}
