package dev.wippy.component;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wippy.engine.Engine;

/** {@code JAZZER_FUZZ=1} makes {@code instantiate} look for more than {@link ChangedInstancesTest} does on its own. */
class InstancesFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void instantiate(byte[] bytes) {
        try (Engine engine = Engine.builder().build()) {
            ChangedInstancesTest.end(engine, bytes, false);
            ChangedInstancesTest.end(engine, bytes, true);
        }
    }
}
