package dev.wippy.wasi.io;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.Mailbox;
import dev.wippy.kernel.spi.ProcessContext;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * A process's mailbox as a {@code wasi:io} pollable, so that a guest waits for events beside whatever else it waits for.
 * Comes with {@code imports: [process]}, whose module, in the kernel, knows no pollables.
 */
public final class MailboxPollModule implements ImportModule {
    private static final String PROCESS_POLL = "wippy:runtime/process-poll@0.1.0";

    @Override
    public String name() {
        return "wippy:runtime/process-poll";
    }

    @Override
    public List<String> interfaces() {
        return List.of(PROCESS_POLL);
    }

    @Override
    public boolean receivesEvents() {
        return true;
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        imports.bind(PROCESS_POLL, new ProcessPoll(process.mailbox()), MethodHandles.lookup());
    }

    /** The interface. */
    record ProcessPoll(Mailbox mailbox) {
        @WitFunction("subscribe")
        Pollable subscribe() {
            return Pollable.of(mailbox.readiness(), "an event");
        }
    }
}
