package dev.wippy.wasi.io;

import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.lang.invoke.MethodHandles;
import java.security.SecureRandom;
import java.util.List;

/** What {@code imports: [wasi:random]} enables: {@code wasi:random} whole. */
public final class RandomModule implements ImportModule {
    private final SecureRandom secure = new SecureRandom();

    @Override
    public String name() {
        return "wasi:random";
    }

    @Override
    public List<String> interfaces() {
        return List.of(Wasi.RANDOM, Wasi.INSECURE, Wasi.INSECURE_SEED);
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        var lookup = MethodHandles.lookup();
        imports.bind(Wasi.RANDOM, new Random(secure), lookup);
        imports.bind(Wasi.INSECURE, new InsecureRandom(), lookup);
        imports.bind(Wasi.INSECURE_SEED, new InsecureSeed(secure), lookup);
    }
}
