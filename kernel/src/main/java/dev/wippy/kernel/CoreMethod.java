package dev.wippy.kernel;

import dev.wippy.component.CoreInterface;
import dev.wippy.component.TypedCoreModule;
import dev.wippy.component.error.WitException;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.CoreType;
import dev.wippy.kernel.spi.EntryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The function of a core module that a process runs.
 *
 * @param name its name in the module, or in the WIT text that its entry has of it
 * @param typed the module with the function's type; none for a whole program, which reads its arguments itself
 */
record CoreMethod(String name, Optional<TypedCoreModule> typed) {
    private static final String START = "_start";
    private static final CoreExternType.Function NOTHING = new CoreExternType.Function(List.of(), List.of());

    /**
     * Finds a method that a WIT text describes.
     *
     * @throws EntryException naming {@code wit} or {@code method} if the text does not fit the module, or says nothing of
     *     the method
     */
    static CoreMethod of(CoreModule module, String name, String wit) {
        TypedCoreModule typed;
        try {
            typed = CoreInterface.parse(wit).of(module);
        } catch (WitException wrong) {
            throw new EntryException(ErrorKind.INVALID, "wit", String.valueOf(wrong.getMessage()), wrong);
        }
        if (typed.type(name).isEmpty()) {
            throw new EntryException(
                    ErrorKind.INVALID, "method", "wit has no function \"" + name + "\"; it has " + typed.names());
        }
        return new CoreMethod(name, Optional.of(typed));
    }

    Optional<FunctionType> signature() {
        return typed.flatMap(module -> module.type(name));
    }

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
        FunctionType numbers = new FunctionType(
                parameters, type.results().stream().findFirst().map(result -> valueType(export, result)), false);
        try {
            return new CoreMethod(
                    export, Optional.of(CoreInterface.of(export, numbers).of(module)));
        } catch (WitException wrong) {
            throw new EntryException(ErrorKind.INVALID, "method", String.valueOf(wrong.getMessage()), wrong);
        }
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
