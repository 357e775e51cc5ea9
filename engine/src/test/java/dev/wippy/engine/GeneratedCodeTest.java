package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is particular to code that our own generator made. */
class GeneratedCodeTest {

    private final Engine engine = new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, CutLimits.DEFAULT,
            Engine.builder().chicoryAlone().build());

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void addresses_never_wrap_into_the_window() {
        CoreModule module = engine.compile(Wat.binary("""
                (module (memory 32767)
                  (data (i32.const 0) "abcdefgh")
                  (func (export "zero") (param i32) (result i32) (i32.load (local.get 0)))
                  (func (export "eight") (param i32) (result i32) (i32.load offset=8 (local.get 0)))
                  (func (export "far") (param i32) (result i32) (i32.load offset=4294967292 (local.get 0)))
                  (func (export "store") (param i32) (i64.store offset=2147483648 (local.get 0) (i64.const 1))))
                """));
        CoreInstance instance = module.instantiate(List.of(), Budget.of(Budget.UNBOUNDED, 0));
        for (String function : List.of("zero", "eight", "far")) {
            for (int address : new int[]{-1, -4, -8, -12, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                assertEquals("out of bounds memory access", assertThrows(Trap.class,
                        () -> Guests.function(instance, function).call(address), function + address).getMessage());
            }
        }
        assertThrows(Trap.class, () -> Guests.function(instance, "far").call(4));
        assertThrows(Trap.class, () -> Guests.function(instance, "store").call(Integer.MIN_VALUE));
        assertArrayEquals(new long[]{0x64636261}, Guests.function(instance, "zero").call(0));
    }

    @Test
    void a_memory_shared_by_two_instances_is_seen_by_both_after_each_widened_it() {
        CoreInstance owner = Guests.instance(engine, """
                (module (memory (export "m") 100)
                  (func (export "put") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
                  (func (export "get") (param i32) (result i32) (i32.load (local.get 0))))
                """);
        CoreInstance other = Guests.instance(engine, """
                (module (import "o" "m" (memory 1))
                  (func (export "put") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
                  (func (export "get") (param i32) (result i32) (i32.load (local.get 0))))
                """, List.of(owner.exports().getFirst()));
        for (int i = 0; i < 100; i++) {
            Guests.function(i % 2 == 0 ? owner : other, "put").call(i * 65_000, i);
            assertArrayEquals(new long[]{i}, Guests.function(i % 2 == 0 ? other : owner, "get").call(i * 65_000));
        }
    }

    @Test
    void more_operands_than_the_reader_has_room_for_are_refused_by_name() {
        int most = 1_000_001;
        byte[] code = new byte[2 * most + 1];
        code[2 * most] = 0x00;
        for (int i = 0; i < most; i++) {
            code[2 * i] = 0x41;
        }
        byte[] module = WasmBytes.module().section(WasmBytes.TYPE, WasmBytes.bytes(0x60, 0, 0))
                .section(WasmBytes.FUNCTION, WasmBytes.bytes(0))
                .section(WasmBytes.CODE, WasmBytes.body(code)).end();
        String message = assertThrows(UnsupportedModuleException.class, () -> engine.compile(module)).getMessage();
        assertTrue(message.startsWith("operands on the stack: 1000001 is past the limit of 1000000 (function 0, "),
                message);
    }

    @Test
    void tail_calls_across_instances_go_a_million_deep() {
        CoreInstance first = engine.compile(WasmBytes.tailCallingItsImport()).instantiate(
                List.of(CoreFunction.host(Guests.type(1, 1), arguments -> arguments)), Guests.budget());
        CoreInstance second = engine.compile(WasmBytes.tailCallingItsImport())
                .instantiate(List.of(Guests.function(first, "down")), Guests.budget());
        assertArrayEquals(new long[]{0}, Guests.function(second, "down").call(1_000_000));
    }
}
