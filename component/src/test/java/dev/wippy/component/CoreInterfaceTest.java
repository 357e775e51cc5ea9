package dev.wippy.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.component.error.WitException;
import dev.wippy.component.value.PlainValues;
import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Core modules called as their WIT says. */
class CoreInterfaceTest {
    private static final Engine ENGINE = Engine.builder().build();
    private static final CoreModule MODULE = ENGINE.compile(TestGuests.bytes("core-api"));
    private static final Budget BUDGET = Budget.of(64 << 20, 100);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static Object call(CoreInstance instance, TypedCoreModule module, String name, Object... plain) {
        var type = module.type(name).orElseThrow();
        return PlainValues.fromResult(type, module.function(name, instance, BUDGET)
                .call(PlainValues.toArguments(type, Arrays.asList(plain))));
    }

    private static String refusal(String wit) {
        return assertThrows(WitException.class, () -> CoreInterface.parse(wit).of(MODULE)).getMessage();
    }

    @Test
    void a_core_function_takes_and_gives_what_its_signature_says() {
        TypedCoreModule module = CoreInterface.parse("""
                // Comments and the form of a world are WIT too.
                export answer: func() -> s32;
                is-even: func(%number: u32) -> bool; /* a name /* with */ an underscore in the module */
                half: func(of: f64,) -> f64;
                """).of(MODULE);
        CoreInstance instance = MODULE.instantiate(List.of(), BUDGET);
        assertEquals(List.of(-42, true, false, 1.25), List.of(call(instance, module, "answer"),
                call(instance, module, "is-even", 4_294_967_294L), call(instance, module, "is-even", 3),
                call(instance, module, "half", 2.5)));
        assertEquals(4_294_967_254L, call(instance, CoreInterface.parse("answer: func() -> u32;").of(MODULE),
                "answer"));
    }

    @Test
    void strings_and_lists_lie_in_the_memory_of_the_module() {
        TypedCoreModule module = CoreInterface.parse("""
                echo: func(text: string) -> string;
                sum: func(numbers: list<u32>) -> u64;
                freed: func() -> u32;
                """).of(MODULE);
        CoreInstance instance = MODULE.instantiate(List.of(), BUDGET);
        assertEquals(List.of("öäü☃", "", 4_294_967_298L, 2L), List.of(call(instance, module, "echo", "öäü☃"),
                call(instance, module, "echo", ""), call(instance, module, "sum", List.of(4_294_967_295L, 1, 2)),
                call(instance, module, "freed")));
        TypedCoreModule bytes = CoreInterface.parse("echo: func(data: list<u8>) -> list<u8>;").of(MODULE);
        assertArrayEquals(new byte[]{1, -1}, (byte[]) call(instance, bytes, "echo", (Object) new byte[]{1, -1}));
    }

    @Test
    void all_types_without_names_are_read() {
        String wit = "func(a: tuple<bool, s8, u8, s16, u16>, b: list<option<char>>, c: result, d: result<_, string>)"
                + " -> result<u64, list<f32>>";
        assertEquals(Map.of("f", wit), CoreInterface.parse("f: " + wit + ";").functions().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().toString())));
        assertEquals(Map.of(), CoreInterface.parse(" \n").functions());
    }

    @Test
    void a_text_that_is_no_signature_is_told_with_its_place() {
        assertEquals("line 1, column 17: found the end, expected \";\"", refusal("answer: func()  "));
        assertEquals("line 2, column 4: found \"record\", expected func(…): signatures of functions are all that is"
                + " said of a core module", refusal("\nr: record {}"));
        assertEquals("line 1, column 12: found \"user\", expected a type: bool, s8 to s64, u8 to u64, f32, f64, char,"
                + " string, list<>, option<>, result<> or tuple<>", refusal("f: func(a: user);"));
        assertEquals("line 1, column 1: found \"get_it\", expected the name of a function, in kebab-case",
                refusal("get_it: func();"));
        assertEquals("line 1, column 21: two functions are called a", refusal("a: func();a: func();"));
        assertEquals("line 1, column 9: a comment that does not end", refusal("a: func(/* /* */"));
        assertEquals("line 1, column 517: types nest deeper than 100",
                refusal("f: func(" + "a: " + "list<".repeat(100_000)));
    }

    @Test
    void a_signature_that_the_module_does_not_have_is_told_with_both() {
        assertEquals("f: func(): the module exports no \"f\"; it exports cabi_realloc, answer, is_even, half, echo,"
                + " cabi_post_echo, freed, sum", refusal("f: func();"));
        assertEquals("answer: func(a: s64) -> s32 is a core function [I64] -> [I32]; the module's \"answer\" is"
                + " [] -> [I32]", refusal("answer: func(a: s64) -> s32;"));
        CoreModule bare = ENGINE.compile(new byte[]{0, 'a', 's', 'm', 1, 0, 0, 0, 1, 6, 1, 96, 2, 127, 127, 0, 3, 2,
            1, 0, 7, 5, 1, 1, 'f', 0, 0, 10, 4, 1, 2, 0, 11});
        assertEquals("f: func(a: string) has values that lie in memory, and the module exports none called \"memory\";"
                + " without it, parameters and result are numbers, bool or char",
                assertThrows(WitException.class, () -> CoreInterface.parse("f: func(a: string);").of(bare))
                        .getMessage());
    }
}
