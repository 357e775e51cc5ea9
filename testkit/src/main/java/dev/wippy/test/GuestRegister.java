package dev.wippy.test;

import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Offers nothing; sees each process that starts, on its thread. */
final class GuestRegister implements ImportModule {
    private final Map<Launch, CompletableFuture<Pid>> pids = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Thread, Pid> threads = Collections.synchronizedMap(new LinkedHashMap<>());

    @Override
    public String name() {
        return "wippy:test";
    }

    @Override
    public List<String> interfaces() {
        return List.of();
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        linkUndeclared(imports, process);
    }

    @Override
    public void linkUndeclared(Imports imports, ProcessContext process) {
        threads.put(Thread.currentThread(), process.pid());
        pid(process.launch()).complete(process.pid());
    }

    /** The pid of the process that is started with this very object, once it is. */
    CompletableFuture<Pid> pid(Launch launch) {
        return pids.computeIfAbsent(launch, _ -> new CompletableFuture<>());
    }

    /** The threads of all processes that there were. */
    Map<Thread, Pid> threads() {
        synchronized (threads) {
            return new LinkedHashMap<>(threads);
        }
    }
}
