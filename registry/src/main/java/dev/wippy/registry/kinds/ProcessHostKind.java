package dev.wippy.registry.kinds;

import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.Fields;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** {@code process.host}: runs processes, a number of them at once. Starts as a {@link dev.wippy.kernel.ProcessHost}. */
public final class ProcessHostKind implements EntryKind {

    @Override
    public Set<String> kinds() {
        return Set.of("process.host");
    }

    @Override
    public Plan plan(Fields fields) {
        HostOptions options = HostOptions.of(fields.entry());
        Optional<Fields> host = fields.map("host");
        if (host.isPresent()) {
            OptionalInt workers = atLeastOne(host.get(), "workers");
            OptionalInt maxProcesses = atLeastOne(host.get(), "max_processes");
            if (workers.isPresent()) {
                options = options.withWorkers(workers.getAsInt());
            }
            if (maxProcesses.isPresent()) {
                options = options.withMaxProcesses(maxProcesses.getAsInt());
            }
            OptionalInt queueSize = atLeastOne(host.get(), "queue_size");
            if (queueSize.isPresent()) {
                options = options.withQueueSize(queueSize.getAsInt());
            }
            OptionalLong maxMemory = host.get().size("max_memory");
            if (maxMemory.isPresent()) {
                options = options.withMaxMemory(maxMemory.getAsLong());
            }
            var hibernateAfter = host.get().duration("hibernate_after");
            if (hibernateAfter.isPresent()) {
                options = options.withHibernateAfter(hibernateAfter.get());
            }
            options = options.withCountFuel(host.get().bool("count_fuel").orElse(false));
        }
        LifecycleBlock.ofHost(fields);
        HostOptions planned = options;
        return entries -> entries.kernel().host(planned);
    }

    private static OptionalInt atLeastOne(Fields host, String field) {
        var number = host.integer(field);
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        if (number.getAsLong() < 1 || number.getAsLong() > Integer.MAX_VALUE) {
            host.problem(field, "must be at least 1, and less than 2^31, and not " + number.getAsLong());
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) number.getAsLong());
    }
}
