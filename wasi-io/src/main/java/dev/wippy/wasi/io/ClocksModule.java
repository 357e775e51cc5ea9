package dev.wippy.wasi.io;

import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** What {@code imports: [wasi:clocks]} enables: {@code wasi:clocks} whole, on the kernel's time. */
public final class ClocksModule implements ImportModule {

    @Override
    public String name() {
        return "wasi:clocks";
    }

    @Override
    public List<String> interfaces() {
        return List.of(Wasi.MONOTONIC_CLOCK, Wasi.WALL_CLOCK, Wasi.TIMEZONE);
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        var lookup = MethodHandles.lookup();
        imports.bind(Wasi.MONOTONIC_CLOCK, new MonotonicClock(process.time()), lookup);
        imports.bind(Wasi.WALL_CLOCK, new WallClock(process.time()), lookup);
        imports.bind(Wasi.TIMEZONE, Timezone.of(process), lookup);
    }
}
