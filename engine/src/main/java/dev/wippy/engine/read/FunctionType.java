package dev.wippy.engine.read;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreType;
import java.util.Arrays;
import java.util.List;

/**
 * A function type of a module. Two of them are equal when their {@link #signature()} is, whatever modules they are
 * from: that is what {@code call_indirect} and the linking of imports compare.
 */
public final class FunctionType {
    private final int[] parameters;
    private final int[] results;
    private final String signature;

    FunctionType(int[] parameters, int[] results, String signature) {
        this.parameters = parameters;
        this.results = results;
        this.signature = signature;
    }

    /** How many parameters there are. */
    public int parameterCount() {
        return parameters.length;
    }

    /** The {@link ValType} of a parameter. */
    public int parameter(int index) {
        return parameters[index];
    }

    /** How many results there are. */
    public int resultCount() {
        return results.length;
    }

    /** The {@link ValType} of a result. */
    public int result(int index) {
        return results[index];
    }

    /** The parameters' types; shared, never to be changed. */
    int[] parameters() {
        return parameters;
    }

    /** The results' types; shared, never to be changed. */
    int[] results() {
        return results;
    }

    /**
     * The type without the module: equal for equal types of all modules. One letter a value ({@code i l f d} for
     * numbers, {@code F X E} for funcref, externref and exnref), parameters, {@code >}, results; see
     * {@link FunctionTypes} for what stands for other references.
     */
    public String signature() {
        return signature;
    }

    /** The type as the engine's public interface has it. */
    public CoreExternType.Function toCoreType() {
        return new CoreExternType.Function(toCoreTypes(parameters), toCoreTypes(results));
    }

    private static List<CoreType> toCoreTypes(int[] types) {
        return Arrays.stream(types).mapToObj(ValType::toCoreType).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FunctionType that && signature.equals(that.signature);
    }

    @Override
    public int hashCode() {
        return signature.hashCode();
    }

    /** In the words of the specification, such as {@code [i32] -> []}. */
    @Override
    public String toString() {
        return ValType.describe(parameters) + " -> " + ValType.describe(results);
    }
}
