package dev.wippy.kernel;

import dev.wippy.component.types.InterfaceName;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.ImportModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The modules that host imports come from, by the names that entries know them under. */
final class ImportModules {
    private final List<ImportModule> all;
    private final Map<String, ImportModule> byName = new LinkedHashMap<>();

    /** @throws KernelException of kind AlreadyExists if two modules have one name */
    ImportModules(List<ImportModule> all) {
        this.all = all;
        for (ImportModule module : all) {
            put(module.name(), module);
            module.aliases().forEach(alias -> put(alias, module));
        }
    }

    private void put(String name, ImportModule module) {
        ImportModule other = byName.putIfAbsent(name, module);
        if (other != null) {
            throw new KernelException(
                    ErrorKind.ALREADY_EXISTS,
                    "two import modules have the name " + name + ": " + where(other) + " and " + where(module));
        }
    }

    private static String where(ImportModule module) {
        var source = module.getClass().getProtectionDomain().getCodeSource();
        return module.getClass().getName() + (source == null ? "" : " in " + source.getLocation());
    }

    /**
     * A module that an entry gets.
     *
     * @param declaration what the entry wrote for it, or for the one that brings it
     */
    record Declared(ImportModule module, ImportDeclaration declaration) {}

    List<ImportModule> all() {
        return all;
    }

    /**
     * The modules that an entry's declarations name, and those that they bring, each once.
     *
     * @throws EntryException if a name is not known
     */
    List<Declared> resolve(List<ImportDeclaration> declarations) {
        Map<ImportModule, Declared> found = new LinkedHashMap<>();
        for (int i = 0; i < declarations.size(); i++) {
            ImportDeclaration declaration = declarations.get(i);
            ImportModule module = byName.get(declaration.name());
            if (module == null) {
                throw new EntryException(ErrorKind.INVALID, "imports[" + i + "]", unknown(declaration.name()));
            }
            found.put(module, new Declared(module, declaration));
        }
        var waiting = new ArrayList<>(found.values());
        while (!waiting.isEmpty()) {
            for (String name : waiting.removeLast().module().brings()) {
                ImportModule brought = byName.get(name);
                if (brought != null && !found.containsKey(brought)) {
                    Declared declared = new Declared(brought, ImportDeclaration.of(name));
                    found.put(brought, declared);
                    waiting.add(declared);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private String unknown(String name) {
        return "unsupported wasm host import: " + name + " (there are: "
                + String.join(", ", new TreeSet<>(byName.keySet())) + ")";
    }

    /** The module that offers an interface, in whatever version. */
    Optional<ImportModule> offering(String interfaceName) {
        String plain = unversioned(interfaceName);
        return all.stream()
                .filter(module -> module.interfaces().stream().map(ImportModules::unversioned).anyMatch(plain::equals))
                .findFirst();
    }

    private static String unversioned(String interfaceName) {
        try {
            return InterfaceName.parse(interfaceName).unversioned().toString();
        } catch (IllegalArgumentException plain) {
            return interfaceName;
        }
    }
}
