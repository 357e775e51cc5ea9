package dev.wippy.distribution;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.value.PlainValues;
import dev.wippy.component.value.ValueException;
import dev.wippy.component.value.WordValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words after a command, as the parameters of its method (SPEC section 8). */
final class Words {
    private static final FunctionType WASI_RUN = new FunctionType(
            List.of(), Optional.of(new ValueType.ResultOf(Optional.empty(), Optional.empty())), false);

    private final String command;
    private final Optional<FunctionType> signature;

    /**
     * @param command how the command is called, such as {@code wippy run compute}
     * @param signature of its method
     */
    Words(String command, Optional<FunctionType> signature) {
        this.command = command;
        this.signature = signature;
    }

    /** Whether the method is a whole program, which reads its words itself. */
    static boolean isProgram(Optional<FunctionType> signature) {
        return signature.isEmpty() || signature.get().equals(WASI_RUN);
    }

    /**
     * One value for each parameter; none for a program.
     *
     * @throws CommandException if there are too few or too many words, or one is not of its parameter's type
     */
    List<@Nullable Object> toArguments(List<String> words) {
        if (isProgram(signature)) {
            return List.of();
        }
        List<FunctionType.Parameter> parameters = signature.orElseThrow().parameters();
        if (words.size() < required(parameters)) {
            FunctionType.Parameter missing = parameters.get(words.size());
            throw CommandException.usage("missing " + missing.name() + ": " + missing.type() + "\n" + usage());
        }
        if (words.size() > parameters.size()) {
            throw CommandException.usage("unexpected word: " + OneLine.of(words.get(parameters.size())) + "\n"
                    + usage());
        }
        var reader = new WordValues(JsonReader::read);
        var arguments = new ArrayList<@Nullable Object>();
        for (int i = 0; i < parameters.size(); i++) {
            arguments.add(i < words.size() ? argument(reader, parameters.get(i), words.get(i)) : null);
        }
        return arguments;
    }

    private @Nullable Object argument(WordValues reader, FunctionType.Parameter parameter, String word) {
        try {
            return PlainValues.fromLifted(parameter.type(), reader.toLifted(parameter.type(), word));
        } catch (ValueException e) {
            throw CommandException.usage(
                    parameter.name() + ": " + OneLine.of(String.valueOf(e.getMessage())) + "\n" + usage());
        }
    }

    /** How the command is called, such as {@code usage: wippy run compute <a: u32> <b: u32>}. */
    String usage() {
        var line = new StringBuilder("usage: ").append(command);
        List<FunctionType.Parameter> parameters =
                signature.map(FunctionType::parameters).orElse(List.of());
        int required = required(parameters);
        for (int i = 0; i < parameters.size(); i++) {
            FunctionType.Parameter parameter = parameters.get(i);
            if (i < required) {
                line.append(" <").append(parameter.name()).append(": ").append(parameter.type()).append('>');
            } else {
                ValueType inner = ((ValueType.OptionOf) parameter.type()).value();
                line.append(" [").append(parameter.name()).append(": ").append(inner).append(']');
            }
        }
        return line.toString();
    }

    /** How many parameters there are before the trailing ones that may be left out. */
    private static int required(List<FunctionType.Parameter> parameters) {
        int required = parameters.size();
        while (required > 0 && parameters.get(required - 1).type() instanceof ValueType.OptionOf) {
            required--;
        }
        return required;
    }
}
