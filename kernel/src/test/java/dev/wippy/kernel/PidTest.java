package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PidTest {
    @Test
    void a_pid_reads_what_it_prints() {
        var pid = new Pid("myns:processes", 0xabcdef);
        assertEquals("{myns:processes|0xabcdef}", pid.toString());
        assertEquals(pid, Pid.parse(pid.toString()));
        assertEquals(new Pid("h", 10), Pid.parse("h|0xa"));
    }

    @Test
    void what_is_no_pid_is_refused() {
        for (String text : new String[]{"", "{}", "{h}", "{|0x1}", "{h|1}", "{h|0x0}", "{h|0xfffffffffffffffff}"}) {
            assertThrows(IllegalArgumentException.class, () -> Pid.parse(text), text);
        }
    }
}
