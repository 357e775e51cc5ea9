package dev.wippy.engine.read;

import static dev.wippy.engine.read.ModuleBytes.concat;
import static dev.wippy.engine.read.ModuleBytes.function;
import static dev.wippy.engine.read.ModuleBytes.leb;
import static dev.wippy.engine.read.ModuleBytes.of;
import static dev.wippy.engine.read.ModuleBytes.repeat;
import static dev.wippy.engine.read.ModuleBytes.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.UnsupportedModuleException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionValidatorTest {
    private static final byte[] NO_TYPE = type(of(), of());
    private static final byte[] NO_LOCALS = of(0);

    @Test
    void a_type_mismatch_says_what_is_required_what_is_there_and_where() {
        byte[] module = function(type(of(), of(ModuleBytes.I32)), NO_LOCALS, of(0x42, 1, 0x41, 2, 0x6a));
        assertEquals("type mismatch: instruction requires [i32] but stack has [i64] (function 0, offset 0x1c)",
                refusal(module));
    }

    @Test
    void an_operand_that_is_missing_is_a_type_mismatch() {
        assertEquals("type mismatch: instruction requires [i32] but stack has [] (function 0, offset 0x17)",
                refusal(function(NO_TYPE, NO_LOCALS, of(0x45, 0x1a))));
    }

    @Test
    void values_left_in_a_block_are_a_type_mismatch() {
        assertEquals("type mismatch: block requires [] but stack has below them [i32] (function 0, offset 0x19)",
                refusal(function(NO_TYPE, NO_LOCALS, of(0x41, 0))));
    }

    @Test
    void a_function_is_called_by_its_name_in_errors() {
        byte[] module = new ModuleBytes().types(NO_TYPE).section(3, of(1, 0)).section(7, of(1, 1, 'f', 0, 0))
                .code(ModuleBytes.body(NO_LOCALS, of(0x20, 0, 0x1a))).bytes();
        assertEquals("unknown local 0 (function 0 \"f\", offset 0x1e)", refusal(module));
    }

    @Test
    void bytes_behind_the_end_of_a_body_are_refused() {
        assertEquals("section size mismatch: 2 bytes follow the end of the body (function 0, offset 0x18)",
                refusal(function(NO_TYPE, NO_LOCALS, of(0x0b, 0x01))));
    }

    @Test
    void simd_is_refused_by_name_with_what_to_build_with_instead() {
        var error = assertThrows(UnsupportedModuleException.class, () -> ModuleValidator
                .read(function(NO_TYPE, NO_LOCALS, concat(of(0xfd, 12), new byte[16], of(0x1a)))));
        assertEquals("SIMD (v128) is not supported (function 0, offset 0x17); "
                + "build with -mno-simd128, in Rust -C target-feature=-simd128", error.getMessage());
    }

    @Test
    void legacy_exceptions_are_refused_by_name() {
        var error = assertThrows(UnsupportedModuleException.class,
                () -> ModuleValidator.read(function(NO_TYPE, NO_LOCALS, of(0x06, 0x40, 0x19, 0x0b))));
        assertEquals("legacy exception handling (try, catch, delegate, rethrow) is not supported",
                error.getMessage().substring(0, error.getMessage().indexOf(" (function")));
    }

    @Test
    void casts_and_atomics_are_left_to_another_engine() {
        assertEquals(new ReadModule.NeedsOther(Feature.GARBAGE_COLLECTION, "function 0, offset 0x17"),
                ModuleValidator.read(function(NO_TYPE, NO_LOCALS, of(0xfb, 28))));
        assertEquals(new ReadModule.NeedsOther(Feature.THREADS, "function 0, offset 0x17"),
                ModuleValidator.read(function(NO_TYPE, NO_LOCALS, of(0xfe, 3, 0))));
    }

    @Test
    void a_hundred_thousand_nested_blocks_do_not_recurse() {
        int depth = 100_000;
        byte[] code = concat(repeat(depth, 0x02, 0x40), repeat(depth, 0x0b));
        assertEquals(new FunctionFacts(2 * depth + 1, 0, depth + 1, 0, 0, 0), facts(NO_TYPE, NO_LOCALS, code));
    }

    @Test
    void fifty_thousand_locals_are_allowed_and_one_more_is_not() {
        byte[] last = concat(of(0x20), leb(49_999), of(0x1a));
        assertEquals(new FunctionFacts(3, 1, 1, 0, 0, 0),
                facts(NO_TYPE, concat(of(1), leb(50_000), of(ModuleBytes.I64)), last));
        assertEquals("too many locals: 50001, at most 50000 (function 0, offset 0x16)",
                refusal(function(NO_TYPE, concat(of(1), leb(50_001), of(ModuleBytes.I64)), of())));
    }

    @Test
    void locals_of_many_runs_keep_their_types() {
        byte[] locals = concat(of(3), leb(300), of(ModuleBytes.I64), leb(1), of(ModuleBytes.F32), leb(300),
                of(ModuleBytes.I32));
        byte[] module = function(type(of(ModuleBytes.FUNCREF), of()), locals, of());
        var validator = new FunctionValidator(ModuleReader.read(module));
        validator.begin(ModuleReader.read(module).body(0));
        assertEquals(602, validator.localCount());
        assertEquals(List.of(ValType.FUNCREF, ValType.I64, ValType.I64, ValType.F32, ValType.I32, ValType.I32),
                List.of(0, 1, 300, 301, 302, 601).stream().map(validator::localType).toList());
    }

    @Test
    void a_thousand_parameters_are_allowed_and_one_more_is_not() {
        byte[] parameters = repeat(1_000, ModuleBytes.I64);
        assertEquals(new FunctionFacts(1, 1_000, 1, 0, 0, 0), facts(type(parameters, parameters), NO_LOCALS,
                of(), 1_000));
        var error = assertThrows(UnsupportedModuleException.class, () -> ModuleValidator
                .read(new ModuleBytes().types(type(repeat(1_001, ModuleBytes.I64), of())).bytes()));
        assertEquals("number of parameters: 1001 is past the limit of 1000 (type section, offset 0xd)",
                error.getMessage());
    }

    @Test
    void a_table_of_fifty_thousand_targets_is_decoded() {
        byte[] code = concat(of(0x02, 0x40, 0x41, 0, 0x0e), leb(50_000), repeat(25_000, 0, 1), of(0, 0x0b));
        byte[] module = function(NO_TYPE, NO_LOCALS, code);
        var definition = ModuleReader.read(module);
        var validator = new FunctionValidator(definition);
        validator.begin(definition.body(0));
        while (validator.next() && validator.cursor().opcode() != Opcode.BR_TABLE) {
            validator.apply();
        }
        assertEquals(List.of(50_001, 0, 1, 1, 0), List.of(validator.cursor().targetCount(),
                validator.cursor().target(0), validator.cursor().target(1), validator.cursor().target(49_999),
                validator.cursor().target(50_000)));
        validator.apply();
        assertEquals(true, validator.isTargeted(0));
    }

    @Test
    void a_stack_past_its_limit_is_refused_by_name() {
        byte[] results = repeat(1_000, ModuleBytes.I32);
        byte[] code = repeat(1_050, 0x10, 0);
        var error = assertThrows(UnsupportedModuleException.class,
                () -> ModuleValidator.read(function(type(of(), results), NO_LOCALS, code)));
        assertEquals("operands on the stack", error.getMessage().split(":")[0]);
    }

    @Test
    void a_generator_sees_the_types_before_and_after_each_instruction() {
        // (param i32 i64) (block (result i64) local.get 1, local.get 0, br_if 0, drop, i64.const 1) drop
        byte[] code = of(0x02, 0x7e, 0x20, 1, 0x20, 0, 0x0d, 0, 0x1a, 0x42, 1, 0x0b, 0x1a);
        assertEquals(List.of("block 0 []", "local.get 0 []", "local.get 1 [i64]", "br_if 2 [i64 i32]", "drop 1 [i64]",
                "i64.const 0 []", "end 1 [i64]", "drop 1 [i64]", "end 0 []"),
                walk(function(type(of(ModuleBytes.I32, ModuleBytes.I64), of()), NO_LOCALS, code)));
    }

    @Test
    void the_instruction_behind_can_be_peeked_at() {
        var definition = ModuleReader.read(function(NO_TYPE, NO_LOCALS, of(0x41, 0, 0x1a)));
        var cursor = new InstructionCursor(definition);
        cursor.begin(definition.body(0));
        var seen = new ArrayList<Integer>();
        while (cursor.next()) {
            seen.add(cursor.peek());
        }
        assertEquals(List.of(Opcode.DROP, Opcode.END, -1), seen);
    }

    @Test
    void code_behind_a_branch_is_dead_until_a_block_ends_that_is_branched_to() {
        // (block (block unreachable nop) nop) nop: nothing leaves either block
        assertEquals(List.of("block 0 []", "block 0 []", "unreachable 0 []", "dead nop", "dead end", "dead nop",
                "dead end", "dead nop", "dead end"),
                walk(function(NO_TYPE, NO_LOCALS, of(2, 0x40, 2, 0x40, 0, 1, 0x0b, 1, 0x0b, 1))));
        // (block (block br 1) nop) nop: the outer one is left
        assertEquals(List.of("block 0 []", "block 0 []", "br 0 []", "dead end", "dead nop", "dead end", "nop 0 []",
                "end 0 []"), walk(function(NO_TYPE, NO_LOCALS, of(2, 0x40, 2, 0x40, 0x0c, 1, 0x0b, 1, 0x0b, 1))));
    }

    @Test
    void the_halves_of_an_if_are_live_where_the_if_is() {
        // local.get 0 (if return else nop) nop; then an if without else whose code returns
        byte[] code = of(0x20, 0, 4, 0x40, 0x0f, 5, 1, 0x0b, 0x20, 0, 4, 0x40, 0x0f, 0x0b, 1);
        assertEquals(List.of("local.get 0 []", "if 1 [i32]", "return 0 []", "dead else", "nop 0 []", "end 0 []",
                "local.get 0 []", "if 1 [i32]", "return 0 []", "dead end", "nop 0 []", "end 0 []"),
                walk(function(type(of(ModuleBytes.I32), of()), NO_LOCALS, code)));
    }

    @Test
    void a_handler_makes_the_block_that_it_branches_to_live() {
        // (block (try_table (catch_all 0) unreachable)) nop
        assertEquals(List.of("block 0 []", "try_table 0 []", "unreachable 0 []", "dead end", "dead end", "nop 0 []",
                "end 0 []"),
                walk(function(NO_TYPE, NO_LOCALS, of(2, 0x40, 0x1f, 0x40, 1, 2, 0, 0, 0x0b, 0x0b, 1))));
    }

    private static List<String> walk(byte[] module) {
        var definition = ModuleReader.read(module);
        var validator = new FunctionValidator(definition);
        var seen = new ArrayList<String>();
        validator.begin(definition.body(0));
        while (validator.next()) {
            String name = Opcode.mnemonic(validator.cursor().opcode());
            if (validator.isLive()) {
                int[] types = new int[validator.height()];
                for (int i = 0; i < types.length; i++) {
                    types[i] = validator.operandAtHeight(i);
                }
                seen.add(name + " " + validator.height() + " " + ValType.describe(types));
            } else {
                seen.add("dead " + name);
            }
            validator.apply();
        }
        return seen;
    }

    private static FunctionFacts facts(byte[] type, byte[] locals, byte[] code, int parameters) {
        var all = concat(code);
        for (int i = 0; i < parameters; i++) {
            all = concat(all, of(0x20), leb(i));
        }
        var facts = facts(type, locals, all);
        return new FunctionFacts(facts.instructions() - parameters, facts.operands(), facts.labels(), facts.calls(),
                facts.loops(), facts.handlers());
    }

    private static FunctionFacts facts(byte[] type, byte[] locals, byte[] code) {
        var read = (ReadModule.Valid) ModuleValidator.read(function(type, locals, code));
        return read.facts().getFirst();
    }

    private static String refusal(byte[] module) {
        return assertThrows(InvalidModuleException.class, () -> ModuleValidator.read(module)).getMessage();
    }
}
