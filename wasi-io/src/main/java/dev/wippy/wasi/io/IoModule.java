package dev.wippy.wasi.io;

import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** What {@code imports: [wasi:io]} enables: {@code wasi:io} whole, and the clocks, whose pollables it waits for. */
public final class IoModule implements ImportModule {

    @Override
    public String name() {
        return "wasi:io";
    }

    @Override
    public List<String> aliases() {
        return List.of("wasi:poll");
    }

    @Override
    public List<String> brings() {
        return List.of("wasi:clocks");
    }

    @Override
    public List<String> interfaces() {
        return List.of(Wasi.ERROR, Wasi.POLL, Wasi.STREAMS);
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        var lookup = MethodHandles.lookup();
        imports.bind(Wasi.ERROR, new Errors(), lookup);
        imports.bind(Wasi.POLL, new Poll(process), lookup);
        imports.bind(Wasi.STREAMS, new Streams(process), lookup);
    }

    @Override
    public void linkUndeclared(Imports imports, ProcessContext process) {
        var lookup = MethodHandles.lookup();
        imports.bind(Wasi.ERROR, new UndeclaredIo(), lookup);
        imports.bind(Wasi.POLL, new UndeclaredIo(), lookup);
        imports.bind(Wasi.STREAMS, new UndeclaredIo(), lookup);
    }
}
