package dev.wippy.registry.kinds;

import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.Fields;
import dev.wippy.registry.TerminalHost;
import java.util.Set;

/** {@code terminal.host}: runs one process at a time, on the terminal. Starts as a {@link TerminalHost}. */
public final class TerminalHostKind implements EntryKind {

    @Override
    public Set<String> kinds() {
        return Set.of("terminal.host");
    }

    @Override
    public Plan plan(Fields fields) {
        boolean hideLogs = fields.bool("hide_logs").orElse(false);
        LifecycleBlock.ofHost(fields);
        HostOptions options = HostOptions.of(fields.entry()).withWorkers(1).withMaxProcesses(1);
        return entries -> new TerminalHost(entries.kernel().host(options), hideLogs);
    }
}
