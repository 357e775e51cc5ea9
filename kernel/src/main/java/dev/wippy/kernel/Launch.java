package dev.wippy.kernel;

import dev.wippy.kernel.spi.Stdio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a process is started with.
 *
 * @param arguments one value for each parameter, as SPEC section 3 maps them; may hold null
 * @param programName what the guest sees as the name of its program, if not what its entry says
 * @param words what stood on a command line; the guest sees them after its entry's own arguments
 * @param stdio its standard streams, if not what the host gives
 */
public record Launch(
        List<@Nullable Object> arguments, Optional<String> programName, List<String> words, Optional<Stdio> stdio) {

    public Launch {
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
        words = List.copyOf(words);
    }

    /** A start with these values. */
    public static Launch of(@Nullable Object... arguments) {
        return new Launch(Arrays.asList(arguments), Optional.empty(), List.of(), Optional.empty());
    }

    /** This start with these words, under this program name. */
    public Launch withCommandLine(String programName, List<String> words) {
        return new Launch(arguments, Optional.of(programName), words, stdio);
    }

    /** This start with these standard streams. */
    public Launch withStdio(Stdio stdio) {
        return new Launch(arguments, programName, words, Optional.of(stdio));
    }
}
