package dev.wippy.registry;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.ProcessKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The kinds that entries may have, and who serves each. */
final class Kinds {
    private final Map<String, EntryKind> entries = new HashMap<>();
    private final Map<String, ProcessKind> processes = new HashMap<>();
    private final Map<String, Object> servedBy = new HashMap<>();

    /**
     * @throws KernelException of kind Conflict if two serve the same kind
     */
    Kinds(List<EntryKind> entryKinds, List<ProcessKind> processKinds) {
        entryKinds.forEach(each -> each.kinds().forEach(kind -> entries.put(once(kind, each), each)));
        processKinds.forEach(each -> each.kinds().forEach(kind -> processes.put(once(kind, each), each)));
    }

    Optional<EntryKind> entry(String kind) {
        return Optional.ofNullable(entries.get(kind));
    }

    Optional<ProcessKind> process(String kind) {
        return Optional.ofNullable(processes.get(kind));
    }

    Set<String> names() {
        return new TreeSet<>(servedBy.keySet());
    }

    private String once(String kind, Object server) {
        Object first = servedBy.putIfAbsent(kind, server);
        if (first != null) {
            throw new KernelException(
                    ErrorKind.CONFLICT, "two plugins serve the kind " + kind + ": " + origin(first) + " and "
                            + origin(server) + " (take one away)");
        }
        return kind;
    }

    private static String origin(Object server) {
        var source = server.getClass().getProtectionDomain().getCodeSource();
        String place = source == null || source.getLocation() == null ? "" : " in " + source.getLocation();
        return server.getClass().getName() + place;
    }
}
