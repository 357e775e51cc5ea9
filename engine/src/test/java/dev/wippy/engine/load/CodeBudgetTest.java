package dev.wippy.engine.load;

import static dev.wippy.engine.load.Modules.call;
import static dev.wippy.engine.load.Modules.instance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.generate.ClassGenerator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeBudgetTest {
    /** Enough for some modules. */
    private static final long MOST = 40_000;

    @Test
    void a_guest_whose_code_has_no_room_is_ended_and_has_it_when_others_are_gone() {
        try (GeneratingEngine engine = Modules.engine(MOST, ClassGenerator::generate)) {
            CoreInstance guest = instance(engine, 0);
            List<CoreInstance> others = new ArrayList<>();
            var refused = assertThrows(BudgetExceededException.class, () -> fill(engine, others));
            assertTrue(refused.getMessage().matches("the generated code of all modules may take 40000 bytes at once; "
                    + "[0-9]+ are taken, and the guest needs [0-9]+ more"), refused.getMessage());
            assertTrue(others.size() > 2, others.size() + " modules");
            assertThrows(BudgetExceededException.class, () -> call(guest, "far"));
            others.clear();
            assertEquals(32, whenThereIsRoom(guest));
        }
    }

    private static void fill(GeneratingEngine engine, List<CoreInstance> others) {
        for (int i = 1; i < 1_000; i++) {
            CoreInstance other = instance(engine, i);
            others.add(other);
            call(other, "near");
            call(other, "far");
        }
    }

    private static long whenThereIsRoom(CoreInstance guest) {
        for (int i = 0;; i++) {
            try {
                return call(guest, "far");
            } catch (BudgetExceededException e) {
                if (i == 50) {
                    throw e;
                }
                System.gc();
            }
        }
    }

    @Test
    void machine_code_is_nearly_full_at_four_fifths() {
        assertEquals(List.of(false, true, false),
                List.of(MachineCode.isNearlyFull(79, 100), MachineCode.isNearlyFull(80, 100),
                        MachineCode.isNearlyFull(0, 0)));
    }
}
