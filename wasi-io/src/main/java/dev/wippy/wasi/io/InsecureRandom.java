package dev.wippy.wasi.io;

import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitFunction;
import java.util.SplittableRandom;

/** The interface {@code wasi:random/insecure}, one for each process. */
final class InsecureRandom {
    private final SplittableRandom random = new SplittableRandom();

    @WitFunction("get-insecure-random-bytes")
    byte[] bytes(@Unsigned long length) {
        return RandomBytes.fill("wasi:random/insecure.get-insecure-random-bytes", length, random::nextBytes);
    }

    @WitFunction("get-insecure-random-u64")
    @Unsigned
    long u64() {
        return random.nextLong();
    }
}
