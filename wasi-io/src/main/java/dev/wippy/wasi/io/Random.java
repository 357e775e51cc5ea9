package dev.wippy.wasi.io;

import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitFunction;
import java.security.SecureRandom;

/** The interface {@code wasi:random/random}. */
final class Random {
    private final SecureRandom secure;

    Random(SecureRandom secure) {
        this.secure = secure;
    }

    @WitFunction("get-random-bytes")
    byte[] bytes(@Unsigned long length) {
        return RandomBytes.fill("wasi:random/random.get-random-bytes", length, secure::nextBytes);
    }

    @WitFunction("get-random-u64")
    @Unsigned
    long u64() {
        return secure.nextLong();
    }
}
