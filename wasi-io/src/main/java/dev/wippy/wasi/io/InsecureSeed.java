package dev.wippy.wasi.io;

import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitFunction;
import java.security.SecureRandom;

/** The interface {@code wasi:random/insecure-seed}. */
final class InsecureSeed {
    private final SecureRandom secure;

    InsecureSeed(SecureRandom secure) {
        this.secure = secure;
    }

    @WitFunction("insecure-seed")
    Seed seed() {
        return new Seed(secure.nextLong(), secure.nextLong());
    }

    /** A tuple of two halves. */
    record Seed(@Unsigned long low, @Unsigned long high) {}
}
