package dev.wippy.component.value;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Words of a command line as lifted values, by type. */
public final class WordValues {
    private final Function<String, @Nullable Object> json;

    /** @param json reads JSON text to maps, lists, strings, numbers, booleans and null; throws what it likes */
    public WordValues(Function<String, @Nullable Object> json) {
        this.json = json;
    }

    /**
     * The lifted value of one word.
     *
     * @throws ValueException if the word does not fit the type
     */
    public Object toLifted(ValueType type, String word) {
        throw new UnsupportedOperationException(json.toString());
    }

    /**
     * The lifted arguments of a call, one word each; trailing options may be left out.
     *
     * @throws ValueException if there are too few or too many, or one does not fit its type
     */
    public Object[] toArguments(FunctionType type, List<String> words) {
        throw new UnsupportedOperationException();
    }
}
