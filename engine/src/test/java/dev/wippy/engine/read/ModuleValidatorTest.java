package dev.wippy.engine.read;

import static dev.wippy.engine.read.ModuleBytes.of;
import static dev.wippy.engine.read.ModuleBytes.repeat;
import static dev.wippy.engine.read.ModuleBytes.type;
import static dev.wippy.engine.read.ModuleBytes.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.InvalidModuleException;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ModuleValidatorTest {
    private static final int BODIES = 200;

    @Test
    void bodies_are_validated_on_several_threads() {
        byte[] module = module();
        try (var executor = Executors.newFixedThreadPool(4)) {
            assertEquals(((ReadModule.Valid) ModuleValidator.read(module)).facts(),
                    ((ReadModule.Valid) ModuleValidator.read(module, executor, 4)).facts());
        }
    }

    @Test
    void a_module_that_was_valid_is_read_again_without_its_bodies_being_validated() {
        assertEquals(BODIES, ModuleValidator.readAgain(module(3)).bodies().size());
        assertThrows(IllegalArgumentException.class,
                () -> ModuleValidator.readAgain(new ModuleBytes().types(of(0x5f, 0)).bytes()));
    }

    @Test
    void an_executor_that_never_runs_anything_is_not_waited_for() {
        var read = (ReadModule.Valid) ModuleValidator.read(module(), task -> {}, 4);
        assertEquals(BODIES, read.facts().size());
    }

    @Test
    void an_executor_that_refuses_is_done_without() {
        var read = (ReadModule.Valid) ModuleValidator.read(module(), task -> {
            throw new RejectedExecutionException("closed");
        }, 4);
        assertEquals(BODIES, read.facts().size());
    }

    @Test
    void the_error_of_the_first_wrong_body_is_thrown_whoever_finds_it() {
        byte[] module = module(60, 100, 101, 199);
        try (var executor = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 50; round++) {
                var error = assertThrows(InvalidModuleException.class,
                        () -> ModuleValidator.read(module, executor, 4));
                assertTrue(error.getMessage().startsWith("unknown local 9 (function 60, "), error.getMessage());
            }
        }
    }

    @Test
    void an_interrupt_is_kept_for_later() {
        try (var executor = Executors.newFixedThreadPool(2)) {
            Thread.currentThread().interrupt();
            ModuleValidator.read(module(), executor, 2);
            assertTrue(Thread.interrupted());
        }
    }

    /** Bodies of some kilobytes; the wrong ones read a local that there is not. */
    private static byte[] module(int... wrong) {
        byte[] right = ModuleBytes.body(of(0), repeat(2_000, 0x41, 1, 0x1a));
        byte[] bad = ModuleBytes.body(of(0), of(0x20, 9, 0x1a));
        var bodies = new byte[BODIES][];
        Arrays.fill(bodies, right);
        for (int body : wrong) {
            bodies[body] = bad;
        }
        var types = new byte[BODIES][];
        Arrays.fill(types, of(0));
        return new ModuleBytes().types(type(of(), of())).section(3, vector(types)).code(bodies).bytes();
    }
}
