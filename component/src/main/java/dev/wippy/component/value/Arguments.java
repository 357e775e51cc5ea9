package dev.wippy.component.value;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import java.util.List;
import java.util.Optional;

/** The rule of how many arguments a call has: trailing options may be left out. */
final class Arguments {

    /** The lifted value of a given argument. */
    interface Reader {
        Object read(ValuePath path, int index, ValueType type);
    }

    private Arguments() {}

    static Object[] read(FunctionType type, int given, Reader reader) {
        List<FunctionType.Parameter> parameters = type.parameters();
        int required = parameters.size();
        while (required > 0 && parameters.get(required - 1).type() instanceof ValueType.OptionOf) {
            required--;
        }
        if (given < required || given > parameters.size()) {
            String expected = required == parameters.size()
                    ? String.valueOf(required)
                    : required + " to " + parameters.size();
            throw new ValueException("parameter count mismatch: expected " + expected + ", got " + given);
        }
        Object[] values = new Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            FunctionType.Parameter parameter = parameters.get(i);
            values[i] = i < given
                    ? reader.read(ValuePath.argument(i, parameter.name()), i, parameter.type())
                    : Optional.empty();
        }
        return values;
    }
}
