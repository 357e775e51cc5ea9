package dev.wippy.wasi.io;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.Time;

/** The interface {@code wasi:clocks/wall-clock}. */
final class WallClock {

    /** What Java's system clock resolves on all platforms. */
    private static final Datetime RESOLUTION = new Datetime(0, 1_000);

    private final Time time;

    WallClock(Time time) {
        this.time = time;
    }

    @WitFunction("now")
    Datetime now() {
        return Datetime.of(time.now());
    }

    @WitFunction("resolution")
    Datetime resolution() {
        return RESOLUTION;
    }
}
