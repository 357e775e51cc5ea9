package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkTest {

    private final Engine engine = Engine.builder().build();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void imports_of_the_same_names_are_told_apart_by_their_index() {
        CoreModule module = engine.compile(Wat.binary("""
                (module
                  (import "a" "f" (func $one (result i32)))
                  (import "a" "f" (func $add (param i32 i32) (result i32)))
                  (import "a" "f" (func $two (result i32)))
                  (func (export "run") (result i32) (call $add (call $one) (call $two))))
                """));
        assertEquals(List.of(new CoreModule.CoreImport("a", "f", Guests.type(0, 1)),
                new CoreModule.CoreImport("a", "f", Guests.type(2, 1)),
                new CoreModule.CoreImport("a", "f", Guests.type(0, 1))), module.imports());
        CoreInstance instance = module.instantiate(List.of(constant(30), CoreFunction.host(Guests.type(2, 1),
                arguments -> new long[]{arguments[0] - arguments[1]}), constant(4)), Guests.budget());
        assertArrayEquals(new long[]{26}, Guests.function(instance, "run").call());
    }

    @Test
    void an_import_of_another_type_is_named_with_both_types() {
        CoreModule module = engine.compile(Wat.binary("""
                (module (import "env" "f" (func (param i32))))
                """));
        assertEquals("import 0, \"env\" \"f\", has to be [I32] -> []; what was given is [] -> [I32]",
                assertThrows(LinkException.class, () -> module.instantiate(List.of(constant(1)), Guests.budget()))
                        .getMessage());
        assertEquals("the module has 1 imports; 0 were given",
                assertThrows(LinkException.class, () -> module.instantiate(List.of(), Guests.budget())).getMessage());
    }

    /** As libraries are that link dynamically: each exports thousands, and puts thousands into the one table. */
    @Test
    void a_function_that_is_exported_or_in_a_table_of_many_modules_gets_a_class_when_it_is_used() {
        CoreInstance owner = Guests.instance(engine, """
                (module (table (export "table") 4 funcref)
                  (type $t (func (result i32)))
                  (func $one (export "one") (result i32) (i32.const 1))
                  (func $two (export "two") (result i32) (i32.const 2))
                  (elem (i32.const 0) $one $two)
                  (func (export "call") (param i32) (result i32) (call_indirect (type $t) (local.get 0))))
                """);
        CoreInstance library = Guests.instance(engine, """
                (module (import "o" "table" (table 4 funcref))
                  (func $three (export "three") (result i32) (i32.const 3))
                  (func $four (export "four") (result i32) (i32.const 4))
                  (elem (i32.const 2) $three $four))
                """, owner.exports().subList(0, 1));
        long before = engine.statistics().classes().made();
        CoreFunction call = Guests.function(owner, "call");
        assertArrayEquals(new long[]{4}, call.call(3));
        long first = engine.statistics().classes().made();
        assertArrayEquals(new long[]{3}, call.call(2));
        long second = engine.statistics().classes().made();
        assertArrayEquals(new long[]{1}, call.call(0));
        assertArrayEquals(new long[]{2}, call.call(1));
        // The first call needs, beside the two functions' own, the classes of their types and of the functions' group.
        assertEquals(List.of(1L, 3L), List.of(second - first, engine.statistics().classes().made() - first));
        assertTrue(first > before);
        assertSame(library.export("four").orElseThrow(), library.exports().get(1));
    }

    @Test
    void memories_tables_globals_and_functions_are_shared() {
        CoreInstance owner = Guests.instance(engine, """
                (module
                  (memory (export "memory") 1 3)
                  (table (export "table") 2 10 funcref)
                  (global (export "global") (mut i32) (i32.const 5))
                  (func (export "seven") (result i32) (i32.const 7)))
                """);
        CoreInstance user = Guests.instance(engine, """
                (module
                  (import "o" "memory" (memory 1))
                  (import "o" "table" (table 2 funcref))
                  (import "o" "global" (global $g (mut i32)))
                  (import "o" "seven" (func $seven (result i32)))
                  (type $unrelated (func (param f64)))
                  (type $t (func (result i32)))
                  (func $eight (type $t) (i32.const 8))
                  (elem (i32.const 0) $seven $eight)
                  (func (export "run") (result i32)
                    (i32.store (i32.const 0) (i32.const 1000))
                    (global.set $g (i32.add (global.get $g) (i32.const 100)))
                    (i32.add (call_indirect (type $t) (i32.const 0)) (call_indirect (type $t) (i32.const 1))))
                  (export "again" (memory 0)) (export "f" (func $seven)) (export "g" (global $g))
                  (export "t" (table 0)))
                """, owner.exports());
        CoreInstance third = Guests.instance(engine, """
                (module
                  (import "o" "memory" (memory 1)) (import "o" "global" (global $g (mut i32)))
                  (import "o" "table" (table 2 funcref))
                  (type $t (func (result i32)))
                  (func (export "sum") (result i32)
                    (i32.add (i32.add (i32.load (i32.const 0)) (global.get $g))
                      (call_indirect (type $t) (i32.const 1))))
                  (func (export "wrong") (param i32) (result f32) (call_indirect (result f32) (local.get 0))))
                """, List.of(owner.exports().get(0), owner.exports().get(2), owner.exports().get(1)));
        assertArrayEquals(new long[]{15}, Guests.function(user, "run").call());
        assertArrayEquals(new long[]{1113}, Guests.function(third, "sum").call());
        assertEquals("indirect call type mismatch",
                assertThrows(Trap.class, () -> Guests.function(third, "wrong").call(1)).getMessage());
        assertEquals("undefined element",
                assertThrows(Trap.class, () -> Guests.function(third, "wrong").call(2)).getMessage());
        assertSame(owner.exports().get(0), user.export("again").orElseThrow());
        assertSame(owner.exports().get(3), user.export("f").orElseThrow());
        assertSame(owner.exports().get(2), user.export("g").orElseThrow());
        assertSame(owner.exports().get(1), user.export("t").orElseThrow());
        assertSame(user.exports().get(0), user.export("run").orElseThrow());
    }

    @Test
    void a_memory_too_small_for_its_import_is_refused() {
        CoreInstance owner = Guests.instance(engine, "(module (memory (export \"m\") 1 3))");
        CoreModule user = engine.compile(Wat.binary("(module (import \"o\" \"m\" (memory 2 3)))"));
        assertEquals("import 0, \"o\" \"m\", has to be "
                + new CoreExternType.Memory(2, OptionalLong.of(3), false) + "; what was given is "
                + new CoreExternType.Memory(1, OptionalLong.of(3), false),
                assertThrows(LinkException.class, () -> user.instantiate(owner.exports(), Guests.budget()))
                        .getMessage());
    }

    @Test
    void a_table_that_grows_in_one_instance_is_as_declared_in_the_next() {
        CoreModule module = engine.compile(Wat.binary("""
                (module (table (export "t") 1 4 funcref)
                  (func (export "grow") (param i32) (result i32) (table.grow (ref.null func) (local.get 0))))
                """));
        for (int i = 0; i < 3; i++) {
            CoreInstance instance = module.instantiate(List.of(), Guests.budget());
            assertArrayEquals(new long[]{1}, Guests.function(instance, "grow").call(3));
            assertArrayEquals(new long[]{-1}, Guests.function(instance, "grow").call(1));
            assertEquals(new CoreExternType.Table(CoreType.FUNCREF, 4, OptionalLong.of(4)),
                    instance.exports().getFirst().type());
        }
    }

    @Test
    void table_elements_come_out_of_the_budget() {
        CoreModule module = engine.compile(Wat.binary("""
                (module (table 6 funcref)
                  (func (export "grow") (param i32) (result i32) (table.grow (ref.null func) (local.get 0))))
                """));
        CoreInstance instance = module.instantiate(List.of(), Budget.of(0, 10));
        assertArrayEquals(new long[]{-1}, Guests.function(instance, "grow").call(5));
        assertArrayEquals(new long[]{6}, Guests.function(instance, "grow").call(4));
        assertEquals("a table of 6 elements is declared; the guest may not have as many",
                assertThrows(BudgetExceededException.class,
                        () -> module.instantiate(List.of(), Budget.of(0, 5))).getMessage());
    }

    @Test
    void a_segment_that_does_not_fit_is_a_trap() {
        CoreModule data = engine.compile(Wat.binary("(module (memory 1) (data (i32.const 65535) \"ab\"))"));
        assertEquals("out of bounds memory access",
                assertThrows(Trap.class, () -> data.instantiate(List.of(), Guests.budget())).getMessage());
        CoreModule elements = engine.compile(Wat.binary(
                "(module (table 1 funcref) (func $f) (elem (i32.const 1) $f))"));
        assertEquals("out of bounds table access",
                assertThrows(Trap.class, () -> elements.instantiate(List.of(), Guests.budget())).getMessage());
    }

    @Test
    void a_start_function_runs_and_its_trap_ends_the_instantiation() {
        CoreModule module = engine.compile(Wat.binary("(module (func $s unreachable) (start $s))"));
        Trap trap = assertThrows(Trap.class, () -> module.instantiate(List.of(), Guests.budget()));
        assertEquals("unreachable", trap.getMessage());
        assertEquals(List.of(new WasmFrame("func[0]", 0, 26)), trap.frames());
    }

    @Test
    void an_export_named_start_is_left_to_the_caller() {
        CoreInstance instance = Guests.instance(engine, "(module (func (export \"_start\") unreachable))");
        assertInstanceOf(CoreFunction.class, instance.export("_start").orElseThrow());
    }

    private static CoreFunction constant(int value) {
        return CoreFunction.host(Guests.type(0, 1), _ -> new long[]{value});
    }
}
