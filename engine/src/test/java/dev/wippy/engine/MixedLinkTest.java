package dev.wippy.engine;

import static dev.wippy.engine.WasmBytes.CODE;
import static dev.wippy.engine.WasmBytes.EXPORT;
import static dev.wippy.engine.WasmBytes.FUNCTION;
import static dev.wippy.engine.WasmBytes.IMPORT;
import static dev.wippy.engine.WasmBytes.TAG;
import static dev.wippy.engine.WasmBytes.TYPE;
import static dev.wippy.engine.WasmBytes.body;
import static dev.wippy.engine.WasmBytes.bytes;
import static dev.wippy.engine.WasmBytes.concat;
import static dev.wippy.engine.WasmBytes.name;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.engine.chicory.ChicoryEngine;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links between instances of our own engine and of Chicory, in both directions. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MixedLinkTest {

    private final ChicoryEngine chicory = new ChicoryEngine(null, CompileListener.NONE, Long.MAX_VALUE);
    private final Engine ours =
            new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, CutLimits.DEFAULT, chicory);

    /** Which of the two engines has the instance that exports; the other has the one that imports. */
    enum Owner {
        OURS, CHICORY
    }

    @AfterEach
    void close() {
        ours.close();
    }

    private Engine exporting(Owner owner) {
        return owner == Owner.OURS ? ours : chicory;
    }

    private Engine importing(Owner owner) {
        return owner == Owner.OURS ? chicory : ours;
    }

    private CoreInstance owner(Owner owner, String text, CoreExtern... imports) {
        return Guests.instance(exporting(owner), text, List.of(imports));
    }

    private CoreInstance user(Owner owner, String text, List<CoreExtern> imports) {
        return Guests.instance(importing(owner), text, imports);
    }

    @ParameterizedTest
    @EnumSource
    void functions_take_and_return_all_numbers_and_references_of_the_host(Owner owner) {
        CoreInstance exporter = owner(owner, """
                (module
                  (func (export "i") (param i32 i32) (result i32) (i32.sub (local.get 0) (local.get 1)))
                  (func (export "l") (param i64) (result i64) (i64.mul (local.get 0) (i64.const -3)))
                  (func (export "f") (param f32) (result f32) (f32.neg (local.get 0)))
                  (func (export "d") (param f64) (result f64) (f64.neg (local.get 0)))
                  (func (export "x") (param externref) (result externref) (local.get 0)))
                """);
        CoreInstance user = user(owner, """
                (module
                  (import "o" "i" (func $i (param i32 i32) (result i32))) (import "o" "l" (func $l (param i64) (result i64)))
                  (import "o" "f" (func $f (param f32) (result f32))) (import "o" "d" (func $d (param f64) (result f64)))
                  (import "o" "x" (func $x (param externref) (result externref)))
                  (func (export "i") (param i32 i32) (result i32) (call $i (local.get 0) (local.get 1)))
                  (func (export "l") (param i64) (result i64) (call $l (local.get 0)))
                  (func (export "f") (param f32) (result f32) (call $f (local.get 0)))
                  (func (export "d") (param f64) (result f64) (call $d (local.get 0)))
                  (func (export "x") (param externref) (result externref) (call $x (local.get 0)))
                  (export "again" (func $i)))
                """, exporter.exports());
        assertEquals(-5, (int) Guests.function(user, "i").call(2, 7)[0]);
        assertArrayEquals(new long[]{Long.MIN_VALUE}, Guests.function(user, "l").call(Long.MIN_VALUE));
        assertEquals(-1.5f, Float.intBitsToFloat((int) Guests.function(user, "f").call(
                Float.floatToRawIntBits(1.5f))[0]));
        assertArrayEquals(new long[]{Double.doubleToRawLongBits(-1.5)}, Guests.function(user, "d").call(
                Double.doubleToRawLongBits(1.5)));
        assertArrayEquals(new long[]{77}, Guests.function(user, "x").call(77));
        assertArrayEquals(new long[]{-1}, Guests.function(user, "x").call(-1));
        assertSame(exporter.exports().getFirst(), user.export("again").orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void a_memory_is_one_for_both_whoever_grows_it(Owner owner) {
        CoreInstance exporter = owner(owner, """
                (module (memory (export "m") 1 5)
                  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
                  (func (export "grow") (result i32) (memory.grow (i32.const 1))))
                """);
        CoreInstance user = user(owner, """
                (module (import "o" "m" (memory 1 5))
                  (data (i32.const 8) "abcd")
                  (func (export "store") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
                  (func (export "fill") (memory.fill (i32.const 16) (i32.const 1) (i32.const 4)))
                  (func (export "copy") (memory.copy (i32.const 32) (i32.const 8) (i32.const 4)))
                  (func (export "grow") (result i32) (memory.grow (i32.const 1)))
                  (export "again" (memory 0)))
                """, List.of(exporter.exports().getFirst()));
        CoreFunction load = Guests.function(exporter, "load");
        assertArrayEquals(new long[]{0x64636261}, load.call(8));
        Guests.function(user, "store").call(65532, 5);
        assertArrayEquals(new long[]{5}, load.call(65532));
        Guests.function(user, "fill").call();
        assertArrayEquals(new long[]{0x01010101}, load.call(16));
        Guests.function(user, "copy").call();
        assertArrayEquals(new long[]{0x64636261}, load.call(32));
        assertArrayEquals(new long[]{1}, Guests.function(user, "grow").call());
        assertArrayEquals(new long[]{2}, Guests.function(exporter, "grow").call());
        Guests.function(user, "store").call((3 << 16) - 4, 9);
        assertArrayEquals(new long[]{9}, load.call((3 << 16) - 4));
        assertEquals("out of bounds memory access",
                assertThrows(Trap.class, () -> Guests.function(user, "store").call(3 << 16, 1)).getMessage());
        assertSame(exporter.exports().getFirst(), user.export("again").orElseThrow());
        assertEquals(3 << 16, ((CoreMemory) user.export("again").orElseThrow()).size());
    }

    @ParameterizedTest
    @EnumSource
    void a_mutable_global_is_set_from_both_sides(Owner owner) {
        CoreInstance exporter = owner(owner, """
                (module
                  (global $i (export "i") (mut i32) (i32.const -5)) (global $l (export "l") (mut i64) (i64.const 6))
                  (global $f (export "f") (mut f32) (f32.const 1.5)) (global $d (export "d") (mut f64) (f64.const 2.5))
                  (global $x (export "x") (mut externref) (ref.null extern)) (global (export "c") i32 (i32.const 3))
                  (func (export "set") (param i32) (global.set $i (local.get 0)))
                  (func (export "get") (result i32 i64 f32 f64 externref)
                    (global.get $i) (global.get $l) (global.get $f) (global.get $d) (global.get $x)))
                """);
        CoreInstance user = user(owner, """
                (module
                  (import "o" "i" (global $i (mut i32))) (import "o" "l" (global $l (mut i64)))
                  (import "o" "f" (global $f (mut f32))) (import "o" "d" (global $d (mut f64)))
                  (import "o" "x" (global $x (mut externref))) (import "o" "c" (global $c i32))
                  (global $own i32 (global.get $c))
                  (func (export "change") (param externref)
                    (global.set $i (i32.add (global.get $i) (global.get $own)))
                    (global.set $l (i64.mul (global.get $l) (i64.const -1)))
                    (global.set $f (f32.neg (global.get $f))) (global.set $d (f64.neg (global.get $d)))
                    (global.set $x (local.get 0)))
                  (func (export "i") (result i32) (global.get $i)) (export "again" (global $i)))
                """, exporter.exports().subList(0, 6));
        assertArrayEquals(new long[]{-1}, new long[]{Guests.function(exporter, "get").call()[4]});
        Guests.function(user, "change").call(123);
        long[] values = Guests.function(exporter, "get").call();
        assertEquals(-2, (int) values[0]);
        assertEquals(-6, values[1]);
        assertEquals(-1.5f, Float.intBitsToFloat((int) values[2]));
        assertEquals(-2.5, Double.longBitsToDouble(values[3]));
        assertEquals(123, values[4]);
        Guests.function(exporter, "set").call(88);
        assertArrayEquals(new long[]{88}, Guests.function(user, "i").call());
        assertSame(exporter.exports().getFirst(), user.export("again").orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void what_one_side_puts_into_a_table_the_other_calls(Owner owner) {
        String functions = """
                  (type $unrelated (func (param f64))) (type $t (func (param i32) (result i32)))
                  (func $%s (param i32) (result i32) (i32.add (local.get 0) (i32.const %d)))
                  (elem declare func $%s)
                  (func (export "call") (param i32 i32) (result i32)
                    (call_indirect (type $t) (local.get 1) (local.get 0)))
                  (func (export "wrong") (param i32) (result f32) (call_indirect (result f32) (local.get 0)))
                  (func (export "set") (param i32) (table.set (local.get 0) (ref.func $%s)))
                  (func (export "clear") (param i32) (table.set (local.get 0) (ref.null func)))
                  (func (export "null") (param i32) (result i32) (ref.is_null (table.get (local.get 0))))
                  (func (export "grow") (result i32) (table.grow (ref.func $%s) (i32.const 1)))
                  (func (export "copy") (param i32 i32) (table.copy (local.get 0) (local.get 1) (i32.const 1)))
                """;
        CoreInstance exporter = owner(owner, "(module (table (export \"t\") 4 10 funcref) (elem (i32.const 0) $one)"
                + functions.formatted("one", 100, "one", "one", "one") + ")");
        CoreInstance user = user(owner, "(module (import \"o\" \"t\" (table 4 funcref)) (elem (i32.const 1) $two)"
                + functions.formatted("two", 200, "two", "two", "two") + "(export \"again\" (table 0)))",
                List.of(exporter.exports().getFirst()));
        for (CoreInstance caller : List.of(exporter, user)) {
            CoreFunction call = Guests.function(caller, "call");
            assertArrayEquals(new long[]{105}, call.call(0, 5));
            assertArrayEquals(new long[]{205}, call.call(1, 5));
            assertEquals("uninitialized element 2",
                    assertThrows(Trap.class, () -> call.call(2, 5)).getMessage());
            assertEquals("undefined element", assertThrows(Trap.class, () -> call.call(40, 5)).getMessage());
            for (int i = 0; i < 2; i++) {
                int element = i;
                assertEquals("indirect call type mismatch", assertThrows(Trap.class,
                        () -> Guests.function(caller, "wrong").call(element)).getMessage());
            }
        }
        Guests.function(user, "set").call(2);
        assertArrayEquals(new long[]{201}, Guests.function(exporter, "call").call(2, 1));
        Guests.function(exporter, "copy").call(3, 2);
        assertArrayEquals(new long[]{202}, Guests.function(exporter, "call").call(3, 2));
        Guests.function(user, "copy").call(3, 0);
        assertArrayEquals(new long[]{102}, Guests.function(user, "call").call(3, 2));
        Guests.function(user, "clear").call(0);
        assertArrayEquals(new long[]{1}, Guests.function(exporter, "null").call(0));
        assertArrayEquals(new long[]{4}, Guests.function(user, "grow").call());
        assertArrayEquals(new long[]{5}, Guests.function(exporter, "grow").call());
        assertArrayEquals(new long[]{200}, Guests.function(exporter, "call").call(4, 0));
        assertArrayEquals(new long[]{100}, Guests.function(user, "call").call(5, 0));
        assertSame(exporter.exports().getFirst(), user.export("again").orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void a_trap_on_the_other_side_names_the_functions_of_both(Owner owner) {
        CoreInstance exporter = owner(owner, """
                (module (memory 1)
                  (func $divide (export "divide") (param i32) (result i32) (i32.div_u (i32.const 1) (local.get 0)))
                  (func $reach (export "reach") (param i32) (result i32) (i32.load (i32.const 65536)))
                  (func $stop (export "stop") (param i32) (result i32) unreachable))
                """);
        CoreInstance user = user(owner, """
                (module
                  (import "o" "divide" (func $divide (param i32) (result i32)))
                  (import "o" "reach" (func $reach (param i32) (result i32)))
                  (import "o" "stop" (func $stop (param i32) (result i32)))
                  (func $outer (export "divide") (result i32) (call $divide (i32.const 0)))
                  (func (export "reach") (result i32) (call $reach (i32.const 0)))
                  (func (export "stop") (result i32) (call $stop (i32.const 0))))
                """, exporter.exports());
        Trap divided = assertThrows(Trap.class, () -> Guests.function(user, "divide").call());
        assertEquals("integer divide by zero", divided.getMessage());
        assertEquals(List.of(0, 3), divided.frames().stream().filter(frame -> !frame.function().equals("x"))
                .map(WasmFrame::index).distinct().toList());
        assertEquals("out of bounds memory access",
                assertThrows(Trap.class, () -> Guests.function(user, "reach").call()).getMessage());
        assertEquals("unreachable", assertThrows(Trap.class, () -> Guests.function(user, "stop").call()).getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void what_the_host_throws_and_a_kill_pass_through_frames_of_both(Owner owner) {
        IllegalStateException broken = new IllegalStateException("broken");
        AtomicInteger calls = new AtomicInteger();
        CoreInstance exporter = owner(owner, """
                (module (import "h" "f" (func $f)) (func (export "f") (call $f))
                  (func (export "spin") (loop $l (br $l))))
                """, CoreFunction.host(Guests.type(0, 0), _ -> {
            if (calls.getAndIncrement() == 0) {
                throw broken;
            }
            throw new Guests.Killed();
        }));
        CoreInstance user = user(owner, """
                (module (import "o" "f" (func $f)) (import "o" "spin" (func $s))
                  (func (export "f") (call $f)) (func (export "spin") (call $s)))
                """, exporter.exports());
        assertSame(broken, assertThrows(IllegalStateException.class, () -> Guests.function(user, "f").call()));
        assertThrows(Guests.Killed.class, () -> Guests.function(user, "f").call());
        Safepoint.Guest guest = new Safepoint.Guest() {
            @Override
            protected void reached() {
                throw new Guests.Killed();
            }
        };
        guest.request();
        assertThrows(Guests.Killed.class, () -> Safepoint.run(guest, () -> Guests.function(user, "spin").call()));
    }

    @ParameterizedTest
    @EnumSource
    void endless_recursion_between_both_is_a_trap_and_leaves_them_usable(Owner owner) {
        CoreInstance table = owner(owner, """
                (module (table (export "t") 1 funcref)
                  (func $down (export "down") (call_indirect (i32.const 0)))
                  (func (export "one") (result i32) (i32.const 1)))
                """);
        CoreInstance user = user(owner, """
                (module (import "o" "t" (table 1 funcref)) (import "o" "down" (func $down))
                  (func $f (export "f") (call $down)) (elem (i32.const 0) $f))
                """, table.exports().subList(0, 2));
        for (int i = 0; i < 5; i++) {
            assertEquals("call stack exhausted",
                    assertThrows(Trap.class, () -> Guests.function(user, "f").call()).getMessage());
            assertArrayEquals(new long[]{1}, Guests.function(table, "one").call());
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_exception_keeps_its_tag_and_values_on_the_other_side(Owner owner) {
        CoreInstance thrower = thrower(exporting(owner));
        CoreInstance catcher = catcher(importing(owner), thrower);
        assertEquals(42, (int) Guests.function(catcher, "catch").call(42)[0]);
        assertEquals("uncaught exception",
                assertThrows(Trap.class, () -> Guests.function(thrower, "throw").call(1)).getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void an_exception_that_is_thrown_again_on_the_other_side_is_the_same_at_home(Owner owner) {
        CoreInstance thrower = thrower(exporting(owner));
        CoreInstance between = rethrower(importing(owner), thrower);
        CoreInstance home = catcher(exporting(owner), List.of(thrower.exports().getFirst(),
                between.exports().getFirst()));
        assertEquals(-9, (int) Guests.function(home, "catch").call(-9)[0]);
    }

    @ParameterizedTest
    @EnumSource
    void another_tag_of_the_same_type_does_not_catch_an_exception_of_the_other_side(Owner owner) {
        CoreInstance thrower = thrower(exporting(owner));
        CoreInstance other = thrower(exporting(owner));
        CoreInstance catcher = catcher(importing(owner), List.of(other.exports().getFirst(),
                thrower.exports().get(1)));
        assertEquals("uncaught exception",
                assertThrows(Trap.class, () -> Guests.function(catcher, "catch").call(1)).getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void function_references_that_cannot_cross_are_refused_by_name(Owner owner) {
        CoreInstance exporter = owner(owner, """
                (module (func (export "f") (param funcref)) (global (export "g") (mut funcref) (ref.null func)))
                """);
        String reason =
                "cannot be linked: references to functions, exceptions and objects cannot pass between a module "
                        + "that uses garbage collection or threads and one that does not: in the engine of the first they mean "
                        + "something to one instance only";
        CoreModule function = importing(owner).compile(Wat.binary(
                "(module (import \"o\" \"f\" (func (param funcref))))"));
        assertEquals("import 0, \"o\" \"f\", " + reason, assertThrows(LinkException.class,
                () -> function.instantiate(exporter.exports().subList(0, 1), Guests.budget())).getMessage());
        CoreModule global = importing(owner).compile(Wat.binary(
                "(module (import \"o\" \"g\" (global (mut funcref))))"));
        assertEquals("import 0, \"o\" \"g\", " + reason, assertThrows(LinkException.class,
                () -> global.instantiate(exporter.exports().subList(1, 2), Guests.budget())).getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void an_import_of_another_type_is_refused(Owner owner) {
        CoreInstance exporter = owner(owner, """
                (module (func (export "f") (param i32)) (memory (export "m") 1) (table (export "t") 1 funcref)
                  (global (export "g") (mut i32) (i32.const 0)))
                """);
        List<String> imports = List.of("(func (param i64))", "(memory 2)", "(table 1 externref)", "(global (mut i64))");
        for (int i = 0; i < imports.size(); i++) {
            CoreModule module = importing(owner).compile(Wat.binary("(module (import \"o\" \"x\" " + imports.get(i)
                    + "))"));
            CoreExtern given = exporter.exports().get(i);
            assertEquals("import 0, \"o\" \"x\", has to be " + module.imports().getFirst().type()
                    + "; what was given is "
                    + given.type(), assertThrows(LinkException.class,
                            () -> module.instantiate(List.of(given), Guests.budget())).getMessage());
        }
    }

    /** Exports a tag of an i32 and a function that throws it. */
    private static CoreInstance thrower(Engine engine) {
        return engine.compile(WasmBytes.module()
                .section(TYPE, bytes(0x60, 1, 0x7F, 0), bytes(0x60, 1, 0x7F, 1, 0x7F))
                .section(FUNCTION, bytes(1))
                .section(TAG, bytes(0, 0))
                .section(EXPORT, concat(name("tag"), bytes(4, 0)), concat(name("throw"), bytes(0, 0)))
                // local.get 0; throw 0
                .section(CODE, body(bytes(0x20, 0, 0x08, 0)))
                .end()).instantiate(List.of(), Guests.budget());
    }

    private static CoreInstance catcher(Engine engine, CoreInstance thrower) {
        return catcher(engine, thrower.exports());
    }

    /** Exports a function that calls the imported one, and returns what an exception of the imported tag carries. */
    private static CoreInstance catcher(Engine engine, List<CoreExtern> imports) {
        return engine.compile(WasmBytes.module()
                .section(TYPE, bytes(0x60, 1, 0x7F, 0), bytes(0x60, 1, 0x7F, 1, 0x7F))
                .section(IMPORT, concat(name("o"), name("tag"), bytes(4, 0, 0)),
                        concat(name("o"), name("throw"), bytes(0, 1)))
                .section(FUNCTION, bytes(1))
                .section(EXPORT, concat(name("catch"), bytes(0, 1)))
                // block i32; try_table i32 (catch 0 0); local.get 0; call 0; drop; i32.const -1; end; end
                .section(CODE, body(bytes(0x02, 0x7F, 0x1F, 0x7F, 1, 0, 0, 0, 0x20, 0, 0x10, 0, 0x1A, 0x41, 0x7F, 0x0B,
                        0x0B)))
                .end()).instantiate(imports, Guests.budget());
    }

    /** Exports a function that catches whatever the imported one throws, and throws it again. */
    private static CoreInstance rethrower(Engine engine, CoreInstance thrower) {
        return engine.compile(WasmBytes.module()
                .section(TYPE, bytes(0x60, 1, 0x7F, 1, 0x7F))
                .section(IMPORT, concat(name("o"), name("throw"), bytes(0, 0)))
                .section(FUNCTION, bytes(0))
                .section(EXPORT, concat(name("again"), bytes(0, 1)))
                // block exnref; try_table (catch_all_ref 0); local.get 0; call 0; return; end; unreachable; end; throw_ref
                .section(CODE, body(bytes(0x02, 0x69, 0x1F, 0x40, 1, 3, 0, 0x20, 0, 0x10, 0, 0x0F, 0x0B, 0x00, 0x0B,
                        0x0A)))
                .end()).instantiate(List.of(thrower.exports().get(1)), Guests.budget());
    }
}
