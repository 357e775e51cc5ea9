package dev.wippy.kernel.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a program sees of the world it is started in; see {@link ProcessContext#config}.
 *
 * @param arguments the program's name, unless the entry wants none, then its arguments
 * @param environment variables, in order
 * @param workingDirectory an absolute path that the guest is told; it grants nothing
 */
public record ProgramSettings(
        List<String> arguments, Map<String, String> environment, Optional<String> workingDirectory) {

    /** A program without arguments and variables. */
    public static final ProgramSettings NONE = new ProgramSettings(List.of(), Map.of(), Optional.empty());

    public ProgramSettings {
        arguments = List.copyOf(arguments);
        environment = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(environment));
    }
}
