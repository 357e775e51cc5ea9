package dev.wippy.component.types;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The type of a component instance.
 *
 * @param exports in order, with names that differ
 */
public record InstanceType(List<NamedExtern> exports) {

    public InstanceType {
        exports = List.copyOf(exports);
    }

    @Override
    public String toString() {
        return exports.stream().map(each -> each + "; ").collect(Collectors.joining("", "interface { ", "}"));
    }
}
