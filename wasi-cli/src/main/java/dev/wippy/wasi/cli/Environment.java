package dev.wippy.wasi.cli;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.ProgramSettings;
import java.util.List;
import java.util.Optional;

/** The interface {@code wasi:cli/environment}. */
final class Environment {
    private final ProgramSettings settings;

    Environment(ProgramSettings settings) {
        this.settings = settings;
    }

    @WitFunction("get-environment")
    List<Variable> environment() {
        return settings.environment().entrySet().stream()
                .map(variable -> new Variable(variable.getKey(), variable.getValue()))
                .toList();
    }

    @WitFunction("get-arguments")
    List<String> arguments() {
        return settings.arguments();
    }

    @WitFunction("initial-cwd")
    Optional<String> initialWorkingDirectory() {
        return settings.workingDirectory();
    }

    /** A tuple of a name and a value. */
    record Variable(String name, String value) {}
}
