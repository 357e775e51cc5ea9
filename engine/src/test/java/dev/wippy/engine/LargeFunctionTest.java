package dev.wippy.engine;

import static dev.wippy.engine.WasmBytes.bytes;
import static dev.wippy.engine.WasmBytes.concat;
import static dev.wippy.engine.WasmBytes.name;
import static dev.wippy.engine.WasmBytes.unsigned;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.engine.Guests.Killed;
import dev.wippy.engine.generate.ClassGenerator;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.generate.ModuleLayout;
import dev.wippy.engine.load.GeneratingEngine;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ModuleValidator;
import dev.wippy.engine.read.ReadModule;
import java.io.ByteArrayOutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions that are more than a method of the JVM, each in its own way; as they are, and with all cut to bits. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeFunctionTest {
    private static final int HUGE = 8_000;
    private static final int I32 = 0x7F;
    private static final int I64 = 0x7E;
    private static final int EXTERNREF = 0x6F;

    static List<CutLimits> limits() {
        return List.of(CutLimits.DEFAULT, new CutLimits(60, 40), new CutLimits(60, 40, 1));
    }

    private static CoreInstance instance(CutLimits limits, byte[] module) {
        Engine chicory = Engine.builder().chicoryAlone().build();
        try (Engine engine = new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, limits, chicory)) {
            return engine.compile(module).instantiate(List.of(), Guests.budget());
        }
    }

    /** The JVM compiles no method of more than 8,000 bytes unless it is told to. */
    private static void assertCompilable(CutLimits limits, byte[] module) {
        ModuleDefinition read = ((ReadModule.Valid) ModuleValidator.read(module)).module();
        for (boolean countsFuel : new boolean[]{false, true}) {
            ClassGenerator generator = new ClassGenerator(new ModuleLayout(read, countsFuel), limits);
            for (String name : generator.names()) {
                for (byte[] code : generator.generate(name).values()) {
                    assertEquals(List.of(), ClassFile.of().parse(code).methods().stream()
                            .filter(method -> method.code().isPresent() && length(method) > HUGE)
                            .map(method -> name + "." + method.methodName() + ": " + length(method)).toList());
                }
            }
        }
    }

    private static int length(MethodModel method) {
        return ((CodeAttribute) method.code().orElseThrow()).codeLength();
    }

    private static CoreFunction run(CutLimits limits, byte[] module) {
        assertCompilable(limits, module);
        return Guests.function(instance(limits, module), "run");
    }

    /** A module that exports {@code run}, of a type. */
    private static byte[] module(byte[] parameters, byte[] results, byte[] locals, byte[] code) {
        byte[] body = concat(locals, code, bytes(0x0B));
        return WasmBytes.module()
                .section(WasmBytes.TYPE, concat(bytes(0x60), unsigned(parameters.length), parameters,
                        unsigned(results.length), results))
                .section(WasmBytes.FUNCTION, bytes(0))
                .section(WasmBytes.EXPORT, concat(name("run"), bytes(0, 0)))
                .section(WasmBytes.CODE, concat(unsigned(body.length), body))
                .end();
    }

    private static byte[] repeat(int count, int... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            out.writeBytes(bytes(values));
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_loop_of_a_megabyte_of_code_counts_and_is_killed(CutLimits limits) throws Exception {
        CoreFunction sum = Guests.function(instance(limits, WasmBytes.huge()), "sum");
        assertArrayEquals(new long[]{30_000}, sum.call(0));
        SafepointTest.SlicedGuest guest = new SafepointTest.SlicedGuest();
        guest.kill = true;
        guest.request();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                Safepoint.run(guest, () -> sum.call(1));
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        assertInstanceOf(Killed.class, end.get(100, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_table_of_fifty_thousand_targets_carries_its_value(CutLimits limits) {
        // block (result i32) block (result i32) 7, br_table; end; 100 + it; end
        byte[] code = concat(bytes(0x02, I32, 0x41, 1, 0x1A, 0x02, I32, 0x41, 5, 0x41, 7, 0x20, 0, 0x0E),
                unsigned(50_000), repeat(25_000, 0, 1), bytes(0),
                bytes(0x0B, 0x41, 0xE4, 0, 0x6A, 0x0B));
        CoreFunction run = run(limits, module(bytes(I32), bytes(I32), bytes(0), code));
        assertArrayEquals(new long[]{107, 7, 107, 7, 107, 107},
                LongStream.of(0, 1, 49_998, 49_999, 50_000, -1).map(i -> run.call(i)[0]).toArray());
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_table_of_forty_thousand_targets_counts_fuel_for_each_way_back_to_a_loop(CutLimits limits) {
        // block; loop; local 0 -= 1; br_table: at zero out of the block, up to 40,000 to the loop, past it out; end; end
        byte[] code = concat(bytes(0x02, 0x40, 0x03, 0x40, 0x20, 0, 0x41, 1, 0x6B, 0x22, 0, 0x0E), unsigned(40_000),
                bytes(1), repeat(39_999, 0), bytes(1, 0x0B, 0x0B, 0x20, 0));
        byte[] module = module(bytes(I32), bytes(I32), bytes(0), code);
        Engine chicory = Engine.builder().chicoryAlone().build();
        try (Engine engine = new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, limits, chicory)) {
            for (int times : new int[]{1, 2, 7, 39_999, 40_000}) {
                Fuel fuel = new Endless();
                CoreInstance instance = engine.compile(module).instantiate(List.of(), Guests.budget(), fuel);
                assertArrayEquals(new long[]{0}, Guests.function(instance, "run").call(times));
                assertEquals(times, fuel.spent());
            }
        }
    }

    private static final class Endless extends Fuel {
        Endless() {
            super(Long.MAX_VALUE);
        }

        @Override
        protected Unwind exhausted() {
            return new Killed();
        }
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_table_of_a_thousand_blocks_goes_to_each(CutLimits limits) {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        code.writeBytes(repeat(1_000, 0x02, 0x40));
        code.writeBytes(concat(bytes(0x20, 0, 0x0E), unsigned(999)));
        for (int i = 0; i < 1_000; i++) {
            code.writeBytes(unsigned(i));
        }
        for (int i = 0; i < 1_000; i++) {
            // end; local 1 += 1
            code.writeBytes(bytes(0x0B, 0x20, 1, 0x41, 1, 0x6A, 0x21, 1));
        }
        code.writeBytes(bytes(0x20, 1));
        CoreFunction run = run(limits, module(bytes(I32), bytes(I32), bytes(1, 1, I32), code.toByteArray()));
        assertArrayEquals(new long[]{1_000, 999, 500, 1, 1},
                LongStream.of(0, 1, 500, 999, 5_000).map(i -> run.call(i)[0]).toArray());
    }

    @ParameterizedTest
    @MethodSource("limits")
    void operands_that_never_leave_the_stack_are_kept(CutLimits limits) {
        // 30 times the parameter, 10,000 times + 1 on the topmost, and all added.
        byte[] code = concat(repeat(30, 0x20, 0), repeat(10_000, 0x42, 1, 0x7C), repeat(29, 0x7C));
        assertArrayEquals(new long[]{30 * 7 + 10_000},
                run(limits, module(bytes(I64), bytes(I64), bytes(0), code)).call(7));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void fifty_thousand_operands_at_once_are_kept(CutLimits limits) {
        byte[] code = concat(repeat(50_000, 0x20, 0), repeat(49_999, 0x7C));
        assertArrayEquals(new long[]{50_000 * 7},
                run(limits, module(bytes(I64), bytes(I64), bytes(0), code)).call(7));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void operands_by_the_thousand_are_found_again_behind_blocks_branches_and_loops(CutLimits limits) {
        // Two thousand operands; among them each ten a block, a loop that counts to three, and an if leave one.
        byte[] block = bytes(0x20, 0, 0x02, I32, 0x41, 5, 0x20, 0, 0x0D, 0, 0x1A, 0x41, 6, 0x0B, 0x6A);
        byte[] loop = bytes(0x41, 0, 0x21, 1, 0x03, 0x40, 0x20, 1, 0x41, 1, 0x6A, 0x22, 1, 0x41, 3, 0x49, 0x0D, 0, 0x0B,
                0x20, 1);
        byte[] either = bytes(0x20, 0, 0x04, I32, 0x41, 8, 0x05, 0x41, 9, 0x0B);
        byte[] each = concat(block, loop, either, repeat(7, 0x20, 0));
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            code.writeBytes(each);
        }
        code.writeBytes(repeat(1_999, 0x6A));
        CoreFunction run = run(limits, module(bytes(I32), bytes(I32), bytes(1, 1, I32), code.toByteArray()));
        assertArrayEquals(new long[]{200 * (6 + 3 + 9), 200 * (2 + 5 + 3 + 8 + 14)},
                new long[]{run.call(0)[0], run.call(2)[0]});
    }

    @ParameterizedTest
    @MethodSource("limits")
    void references_live_in_locals_and_on_the_stack(CutLimits limits) {
        // The parameter on the stack and in a local; the other local null; much code; then which of the two is null.
        byte[] code = concat(bytes(0x20, 0, 0x20, 0, 0x21, 1), repeat(10_000, 0x20, 1, 0x21, 1),
                bytes(0x1A, 0x20, 1, 0xD1, 0x20, 2, 0xD1, 0x41, 1, 0x74, 0x72));
        CoreFunction run = run(limits,
                module(bytes(EXTERNREF), bytes(I32), bytes(1, 2, EXTERNREF), code));
        assertArrayEquals(new long[]{2, 3}, new long[]{run.call(42)[0], run.call(-1)[0]});
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_thousand_parameters_and_results_go_in_and_out(CutLimits limits) {
        byte[] types = repeat(500, I32, I64);
        ByteArrayOutputStream get = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            get.writeBytes(concat(bytes(0x20), unsigned(i)));
        }
        byte[] type = concat(bytes(0x60), unsigned(1_000), types, unsigned(1_000), types);
        byte[] same = concat(bytes(0), get.toByteArray(), bytes(0x0B));
        byte[] calls = concat(bytes(0), get.toByteArray(), bytes(0x10, 0, 0x41, 0, 0x11, 0, 0, 0x0B));
        byte[] module = WasmBytes.module()
                .section(WasmBytes.TYPE, type)
                .section(WasmBytes.FUNCTION, bytes(0), bytes(0))
                .section(WasmBytes.TABLE, bytes(0x70, 0, 1))
                .section(WasmBytes.EXPORT, concat(name("run"), bytes(0, 1)))
                .section(9, bytes(0, 0x41, 0, 0x0B, 1, 0))
                .section(WasmBytes.CODE, concat(unsigned(same.length), same), concat(unsigned(calls.length), calls))
                .end();
        long[] arguments = LongStream.range(0, 1_000).map(i -> i * 3).toArray();
        assertArrayEquals(arguments, run(limits, module).call(arguments));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_thousand_values_go_with_a_tail_call_and_with_an_exception(CutLimits limits) {
        byte[] types = repeat(500, I64, EXTERNREF);
        ByteArrayOutputStream get = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            get.writeBytes(concat(bytes(0x20), unsigned(i)));
        }
        byte[] type = concat(bytes(0x60), unsigned(1_000), types, unsigned(1_000), types);
        byte[] tag = concat(bytes(0x60), unsigned(1_000), types, bytes(0));
        // block (type 0, without its parameters): try_table (catch 0 0): throw; end; unreachable; end
        byte[] none = concat(bytes(0x60, 0), unsigned(1_000), types);
        byte[] throwing = concat(bytes(0), bytes(0x02, 2, 0x1F, 0x40, 1, 0, 0, 0), get.toByteArray(),
                bytes(0x08, 0, 0x0B, 0x00, 0x0B, 0x0B));
        byte[] calls = concat(bytes(0), get.toByteArray(), bytes(0x12, 0, 0x0B));
        byte[] module = WasmBytes.module()
                .section(WasmBytes.TYPE, type, tag, none)
                .section(WasmBytes.FUNCTION, bytes(0), bytes(0))
                .section(WasmBytes.TAG, bytes(0, 1))
                .section(WasmBytes.EXPORT, concat(name("run"), bytes(0, 1)))
                .section(WasmBytes.CODE, concat(unsigned(throwing.length), throwing),
                        concat(unsigned(calls.length), calls))
                .end();
        long[] arguments = LongStream.range(0, 1_000).map(i -> i * 3).toArray();
        assertArrayEquals(arguments, run(limits, module).call(arguments));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void fifty_thousand_locals_keep_their_values(CutLimits limits) {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        for (int i = 1; i <= 50_000; i += 7) {
            code.writeBytes(concat(bytes(0x20, 0, 0x42, 1, 0x7C, 0x22, 0, 0x21), unsigned(i)));
        }
        code.writeBytes(bytes(0x42, 0));
        for (int i = 1; i <= 50_000; i++) {
            code.writeBytes(concat(bytes(0x20), unsigned(i), bytes(0x7C)));
        }
        byte[] locals = concat(bytes(1), unsigned(50_000), bytes(I64));
        long count = (50_000 + 6) / 7;
        assertArrayEquals(new long[]{count * (count + 1) / 2},
                run(limits, module(bytes(I64), bytes(I64), locals, code.toByteArray())).call(0));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void large_frames_are_a_stack_that_ends(CutLimits limits) {
        // run(n) = n == 0 ? 0 : run(n - 1) + 1, with five thousand locals
        byte[] code = bytes(0x20, 0, 0x04, I32, 0x20, 0, 0x41, 1, 0x6B, 0x10, 0, 0x41, 1, 0x6A, 0x05, 0x41, 0, 0x0B);
        byte[] module = module(bytes(I32), bytes(I32), concat(bytes(1), unsigned(5_000), bytes(I64)), code);
        CoreFunction run = run(limits, module);
        assertArrayEquals(new long[]{800, 800}, new long[]{run.call(800)[0], run.call(800)[0]});
        assertEquals("call stack exhausted", assertThrows(Trap.class, () -> run.call(1_000)).getMessage());
    }

    @ParameterizedTest
    @MethodSource("limits")
    void large_frames_that_an_exception_leaves_are_gone(CutLimits limits) {
        // run(n): if n, run(n - 1), else throw; caught(n): block try_table (catch_all 0) run(n) drop; end; end; n
        byte[] locals = concat(bytes(1), unsigned(5_000), bytes(I64));
        byte[] deep = concat(locals, bytes(0x20, 0, 0x04, I32, 0x20, 0, 0x41, 1, 0x6B, 0x10, 0, 0x05, 0x08, 0, 0x0B,
                0x0B));
        byte[] caught = bytes(0, 0x02, 0x40, 0x1F, 0x40, 1, 2, 0, 0x20, 0, 0x10, 0, 0x1A, 0x0B, 0x0B, 0x20, 0, 0x0B);
        byte[] module = WasmBytes.module()
                .section(WasmBytes.TYPE, bytes(0x60, 1, I32, 1, I32), bytes(0x60, 0, 0))
                .section(WasmBytes.FUNCTION, bytes(0), bytes(0))
                .section(WasmBytes.TAG, bytes(0, 1))
                .section(WasmBytes.EXPORT, concat(name("run"), bytes(0, 1)))
                .section(WasmBytes.CODE, concat(unsigned(deep.length), deep), concat(unsigned(caught.length), caught))
                .end();
        CoreFunction run = run(limits, module);
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(new long[]{700}, run.call(700));
        }
    }

    @ParameterizedTest
    @MethodSource("limits")
    void more_constants_than_a_class_can_hold_are_kept(CutLimits limits) {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        code.writeBytes(bytes(0x20, 0));
        long expected = 0;
        for (int i = 0; i < 70_000; i++) {
            long value = 100_000_000_000L + i * 1_234_567L;
            expected ^= value;
            code.writeBytes(concat(bytes(0x42), signed(value), bytes(0x85)));
        }
        assertArrayEquals(new long[]{expected},
                run(limits, module(bytes(I64), bytes(I64), bytes(0), code.toByteArray())).call(0));
    }

    /** A positive number in signed LEB128. */
    private static byte[] signed(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while (rest >= 0x40) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_hundred_thousand_nested_blocks_are_left_at_once(CutLimits limits) {
        byte[] code = concat(repeat(100_000, 0x02, 0x40), bytes(0x0C), unsigned(99_999), repeat(100_000, 0x0B),
                bytes(0x41, 9));
        assertArrayEquals(new long[]{9}, run(limits, module(bytes(), bytes(I32), bytes(0), code)).call());
    }

    @ParameterizedTest
    @MethodSource("limits")
    void an_exception_out_of_a_large_block_finds_locals_and_operands_as_they_were(CutLimits limits) {
        // 5; block (result i32) try_table (catch 0 0): local 1 += 1 a thousand times; throw 0 (local 1); end; + 5
        byte[] tries = concat(bytes(0x02, I32, 0x1F, 0x40, 1, 0, 0, 0),
                repeat(10_000, 0x20, 1, 0x41, 1, 0x6A, 0x21, 1), bytes(0x20, 1, 0x08, 0, 0x0B, 0x00, 0x0B));
        byte[] body = concat(bytes(1, 1, I32), bytes(0x41, 5), tries, bytes(0x6A, 0x20, 1, 0x6A, 0x0B));
        byte[] module = WasmBytes.module()
                .section(WasmBytes.TYPE, bytes(0x60, 1, I32, 0), bytes(0x60, 1, I32, 1, I32))
                .section(WasmBytes.FUNCTION, bytes(1))
                .section(WasmBytes.TAG, bytes(0, 0))
                .section(WasmBytes.EXPORT, concat(name("run"), bytes(0, 0)))
                .section(WasmBytes.CODE, concat(unsigned(body.length), body))
                .end();
        assertArrayEquals(new long[]{20_005}, run(limits, module).call(0));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_long_chain_of_branches_out_of_cut_code_is_as_in_whole_code(CutLimits limits) {
        // loop: if (local 1 % 3 == 0) local 2 += 1 else local 2 += 10; …, two hundred times; until local 1 == local 0
        byte[] step = bytes(0x20, 1, 0x41, 3, 0x70, 0x45, 0x04, 0x40, 0x20, 2, 0x41, 1, 0x6A, 0x21, 2, 0x05, 0x20, 2,
                0x41, 10, 0x6A, 0x21, 2, 0x0B);
        byte[] steps = new byte[step.length * 200];
        for (int i = 0; i < 200; i++) {
            System.arraycopy(step, 0, steps, i * step.length, step.length);
        }
        byte[] code = concat(bytes(0x03, 0x40), steps,
                bytes(0x20, 1, 0x41, 1, 0x6A, 0x22, 1, 0x20, 0, 0x48, 0x0D, 0, 0x0B, 0x20, 2));
        long[] expected = {200 * (1 + 10 + 10) * 100};
        assertArrayEquals(expected, run(limits, module(bytes(I32), bytes(I32), bytes(1, 2, I32), code)).call(300),
                () -> Arrays.toString(expected));
    }
}
