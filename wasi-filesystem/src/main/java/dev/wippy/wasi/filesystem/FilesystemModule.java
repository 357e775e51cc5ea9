package dev.wippy.wasi.filesystem;

import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * What {@code imports: [wasi:filesystem]} enables. As no entry has mounts yet, no guest ever holds a descriptor: the
 * functions that need one can't be called, and are not there.
 */
public final class FilesystemModule implements ImportModule {
    private static final String PREOPENS = "wasi:filesystem/preopens@0.2.12";
    private static final String TYPES = "wasi:filesystem/types@0.2.12";

    @Override
    public String name() {
        return "wasi:filesystem";
    }

    @Override
    public List<String> interfaces() {
        return List.of(PREOPENS, TYPES);
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        imports.bind(PREOPENS, new Preopens(), MethodHandles.lookup());
        imports.bind(TYPES, new Types(), MethodHandles.lookup());
    }

    /** Every libc asks for its preopens before {@code main}; that there are none grants nothing (SPEC section 3). */
    @Override
    public void linkUndeclared(Imports imports, ProcessContext process) {
        imports.bind(PREOPENS, new Preopens(), MethodHandles.lookup());
    }
}
