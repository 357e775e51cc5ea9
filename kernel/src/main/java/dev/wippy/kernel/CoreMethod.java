package dev.wippy.kernel;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.value.PlainValues;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.CoreType;
import dev.wippy.kernel.spi.EntryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The function of a core module that a process runs.
 *
 * @param export its name in the module
 * @param signature its type; none for a whole program, which reads its arguments itself
 */
record CoreMethod(String export, Optional<FunctionType> signature) {
    private static final String START = "_start";
    private static final CoreExternType.Function NOTHING = new CoreExternType.Function(List.of(), List.of());

    /**
     * Finds a method; {@code run} is also {@code _start}, as WASI calls the entry point of a program.
     *
     * @throws EntryException naming {@code method} if there is none, or its type says too little
     */
    static CoreMethod of(CoreModule module, String name) {
        String export = name.equals("run") && function(module, name).isEmpty() ? START : name;
        CoreExternType.Function type = function(module, export)
                .orElseThrow(() -> new EntryException(
                        ErrorKind.INVALID,
                        "method",
                        "the module exports no function \"" + name + "\"; it exports " + list(module)));
        if (export.equals(START) && type.equals(NOTHING)) {
            return new CoreMethod(export, Optional.empty());
        }
        if (type.results().size() > 1) {
            throw new EntryException(
                    ErrorKind.INVALID, "method", "\"" + export + "\" has more than one result, which no WIT type has");
        }
        List<FunctionType.Parameter> parameters = new ArrayList<>();
        for (CoreType parameter : type.parameters()) {
            parameters.add(new FunctionType.Parameter("p" + parameters.size(), valueType(export, parameter)));
        }
        return new CoreMethod(
                export,
                Optional.of(new FunctionType(
                        parameters,
                        type.results().stream()
                                .findFirst()
                                .map(result -> valueType(export, result)),
                        false)));
    }

    private static ValueType valueType(String export, CoreType type) {
        return switch (type) {
            case I32 -> ValueType.Primitive.S32;
            case I64 -> ValueType.Primitive.S64;
            case F32 -> ValueType.Primitive.F32;
            case F64 -> ValueType.Primitive.F64;
            default -> throw new EntryException(
                    ErrorKind.INVALID, "method", "\"" + export + "\" takes or gives " + type
                            + ", which no WIT type is");
        };
    }

    private static Optional<CoreExternType.Function> function(CoreModule module, String name) {
        return module.exports().stream()
                .filter(export -> export.name().equals(name))
                .map(CoreModule.CoreExport::type)
                .filter(CoreExternType.Function.class::isInstance)
                .map(CoreExternType.Function.class::cast)
                .findFirst();
    }

    private static String list(CoreModule module) {
        String functions = module.exports().stream()
                .filter(export -> export.type() instanceof CoreExternType.Function)
                .map(CoreModule.CoreExport::name)
                .collect(Collectors.joining("; "));
        return functions.isEmpty() ? "none" : functions;
    }

    /** The core values of lifted ones. */
    static long[] lower(Object[] lifted) {
        long[] core = new long[lifted.length];
        for (int i = 0; i < core.length; i++) {
            core[i] = switch (lifted[i]) {
                case Integer number -> number;
                case Long number -> number;
                case Float number -> Float.floatToRawIntBits(number);
                case Double number -> Double.doubleToRawLongBits(number);
                default -> throw new IllegalStateException("no core value: " + lifted[i]);
            };
        }
        return core;
    }

    /** The plain value of a call's results; null where there are none. */
    @Nullable
    Object lift(long[] results) {
        if (signature.isEmpty() || signature.get().result().isEmpty()) {
            return null;
        }
        long bits = results[0];
        Object lifted = switch (signature.get().result().get()) {
            case ValueType.Primitive.S32 -> (int) bits;
            case ValueType.Primitive.F32 -> Float.intBitsToFloat((int) bits);
            case ValueType.Primitive.F64 -> Double.longBitsToDouble(bits);
            default -> bits;
        };
        return PlainValues.fromResult(signature.get(), lifted);
    }

    /** A function that a module imports. */
    record Import(String module, String name, CoreExternType.Function type) {
        @Override
        public String toString() {
            return module + "." + name;
        }
    }

    /** @throws EntryException if it is no function: nothing else is offered to core modules */
    static Import function(CoreModule.CoreImport wanted) {
        if (wanted.type() instanceof CoreExternType.Function type) {
            return new Import(wanted.module(), wanted.name(), type);
        }
        throw new EntryException(
                ErrorKind.INVALID,
                "path",
                "the module imports " + wanted.module() + "." + wanted.name()
                        + ", which is no function, and nothing else is offered to core modules");
    }
}
