package dev.wippy.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A WebAssembly component or core module, and what its processes get.
 *
 * @param entry the id of the entry that it stands for
 * @param binary its bytes, which nobody changes any more
 * @param method the exported function that a process runs: {@code compute}, {@code iface#func},
 *     {@code ns:pkg/iface@1.2.3#func}, where the version may be left out; {@code run} also finds {@code wasi:cli/run}
 *     and a core module's {@code _start}
 * @param wit the signatures of a core module's functions, such as {@code answer: func() -> s32;}, see
 *     {@link dev.wippy.component.CoreInterface}; empty for a component, and where the method's core type says enough
 * @param imports the host imports that it may use, and nothing else
 * @param settings what {@link dev.wippy.kernel.spi.ProcessContext#config} finds, by type; asked when a process starts,
 *     and may fail it
 * @param limits what a process may take
 */
public record WasmProgram(
        String entry,
        byte[] binary,
        String method,
        String wit,
        List<ImportDeclaration> imports,
        Function<Launch, List<Object>> settings,
        Limits limits) {

    public WasmProgram {
        imports = List.copyOf(imports);
    }

    /** A program that imports nothing of the host. */
    public static WasmProgram of(String entry, byte[] binary, String method) {
        return new WasmProgram(entry, binary, method, "", List.of(), _ -> List.of(), Limits.defaults());
    }

    /** This program with the signatures of its functions. */
    public WasmProgram withWit(String signatures) {
        return new WasmProgram(entry, binary, method, signatures, imports, settings, limits);
    }

    /** This program with these host imports. */
    public WasmProgram withImports(String... names) {
        return withImports(Arrays.stream(names).map(ImportDeclaration::of).toList());
    }

    /** This program with these host imports and what is set for each. */
    public WasmProgram withImports(List<ImportDeclaration> declared) {
        return new WasmProgram(entry, binary, method, wit, declared, settings, limits);
    }

    /** This program with these settings for each of its processes. */
    public WasmProgram withSettings(Object... values) {
        List<Object> fixed = List.of(values);
        return new WasmProgram(entry, binary, method, wit, imports, _ -> fixed, limits);
    }

    /** This program with other limits. */
    public WasmProgram withLimits(Limits limits) {
        return new WasmProgram(entry, binary, method, wit, imports, settings, limits);
    }
}
