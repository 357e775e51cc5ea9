package dev.wippy.component.types;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The type of a component-level function.
 *
 * @param parameters in order, with names that differ
 * @param result the type of its result, if it has one
 * @param async whether it is declared async (0.3); such a function is parsed only
 */
public record FunctionType(List<Parameter> parameters, Optional<ValueType> result, boolean async) {

    public FunctionType {
        parameters = List.copyOf(parameters);
    }

    /**
     * A parameter.
     *
     * @param name in kebab-case
     * @param type the type of its value
     */
    public record Parameter(String name, ValueType type) {}

    /** The type as WIT prints it. */
    @Override
    public String toString() {
        String list = parameters.stream()
                .map(parameter -> parameter.name() + ": " + parameter.type())
                .collect(Collectors.joining(", "));
        return (async ? "async " : "") + "func(" + list + ")" + result.map(type -> " -> " + type).orElse("");
    }
}
