package dev.wippy.component.types;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The type of a component.
 *
 * @param imports in order, with names that differ
 * @param exports in order, with names that differ
 */
public record ComponentType(List<NamedExtern> imports, List<NamedExtern> exports) {

    public ComponentType {
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
    }

    @Override
    public String toString() {
        return imports.stream().map(each -> "import " + each + "; ").collect(Collectors.joining("", "component { ", ""))
                + exports.stream().map(each -> "export " + each + "; ").collect(Collectors.joining("", "", "}"));
    }
}
