package dev.wippy.kernel.imports;

import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** What {@code imports: [process]} enables: a guest is a process among others, as {@code wit/wippy-runtime.wit} says. */
public final class ProcessModule implements ImportModule {

    static final String PROCESS = "wippy:runtime/process@0.1.0";

    @Override
    public String name() {
        return "process";
    }

    @Override
    public List<String> aliases() {
        return List.of("wippy:runtime/process");
    }

    /** The mailbox as a pollable, where {@code wasi:io} is there to know what that is. */
    @Override
    public List<String> brings() {
        return List.of("wippy:runtime/process-poll");
    }

    @Override
    public List<String> interfaces() {
        return List.of(PROCESS);
    }

    @Override
    public boolean receivesEvents() {
        return true;
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        imports.bind(PROCESS, new GuestProcess(process), MethodHandles.lookup());
    }
}
