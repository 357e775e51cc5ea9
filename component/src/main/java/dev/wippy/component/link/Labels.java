package dev.wippy.component.link;

import dev.wippy.component.binary.ComponentBinary;
import dev.wippy.component.binary.Definition;
import dev.wippy.component.binary.Sort;
import java.util.HashMap;
import java.util.Map;

/** Names of a component's items for messages: those under which it imports, exports or passes them on. */
final class Labels {
    /** What wit-component puts before the names of types that it passes to nested components. */
    private static final String PASSED = "import-type-";

    private static final int MAX_LENGTH = 200;

    private final Map<Integer, String> types = new HashMap<>();
    private final Map<Integer, String> registers = new HashMap<>();

    Labels(ComponentBinary binary) {
        for (Definition each : binary.definitions()) {
            switch (each) {
                case Definition.Export(_, var item, _) -> nameType(item);
                case Definition.Inline(_, var items) -> items.forEach(this::nameType);
                case Definition.Instantiate(_, _, var items) -> items.forEach(this::nameType);
                default -> {}
            }
        }
    }

    private void nameType(Definition.Item item) {
        if (item.sort() == Sort.TYPE) {
            String name = item.name().startsWith(PASSED) ? item.name().substring(PASSED.length()) : item.name();
            types.putIfAbsent(item.index(), name);
        }
    }

    /** The name of the type with that index. */
    String ofType(int index) {
        return types.getOrDefault(index, "resource");
    }

    /** Names what stands in a register, if it has no name yet. */
    void name(Source source, String name) {
        if (source instanceof Source.Register(int register)) {
            registers.putIfAbsent(register, shorten(name));
        }
    }

    /** Names an export of an instance. */
    void nameExport(int register, int instance, String name) {
        String of = registers.get(instance);
        registers.put(register, shorten(of == null ? name : of + "#" + name));
    }

    private static String shorten(String name) {
        return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH) + "...";
    }

    /** What is named, by register. */
    Map<Integer, String> ofRegisters() {
        return Map.copyOf(registers);
    }
}
