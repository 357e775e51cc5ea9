package dev.wippy.registry.kinds;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.ImportDeclaration;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.EntryLimits;
import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.ProcessKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code process.wasm}: a WebAssembly component or core module that runs as processes (SPEC section 3). */
public final class WasmProcessKind implements ProcessKind {

    /** Bytes of a binary when the entry says nothing of {@code limits.max_code}. */
    public static final long MAX_BINARY = 128L << 20;

    @Override
    public Set<String> kinds() {
        return Set.of("process.wasm", "function.wasm");
    }

    // The checks stand in the order of SPEC section 3.
    @Override
    public Plan plan(Fields fields) {
        Optional<String> fs = References.required(fields, "fs", "fs.");
        String path = fields.requiredString("path");
        Optional<ContentHash> hash = hash(fields);
        String method = fields.requiredString("method");
        transport(fields);
        WasmLimits limits = WasmLimits.read(fields);
        WasiBlock wasi = WasiBlock.read(fields);
        List<ImportDeclaration> imports = WasmImports.read(fields);
        String wit = fields.string("wit").orElse("");
        fields.data("pool");
        String entry = fields.entry();
        return entries -> {
            EntryLimits.checkStack(limits.limits());
            String expandedPath = Texts.expand(entries, "path", path);
            byte[] binary = read(entries, fs.orElseThrow(), expandedPath, limits.maxCode());
            checkHash(hash.orElseThrow(), binary);
            checkWebAssembly(binary, expandedPath);
            return template(
                    entries,
                    new WasmProgram(
                            entry,
                            binary,
                            Texts.expand(entries, "method", method),
                            wit,
                            WasmImports.expand(entries, imports),
                            wasi.settings(entries, expandedPath),
                            limits.limits()));
        };
    }

    private static Optional<ContentHash> hash(Fields fields) {
        String text = fields.requiredString("hash");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ContentHash.parse(text));
        } catch (IllegalArgumentException e) {
            fields.problem("hash", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void transport(Fields fields) {
        String transport = fields.string("transport").orElse("payload");
        if (transport.equals("wasi-http")) {
            fields.problem("transport", "wasi-http is not supported yet (\"payload\" is)");
        } else if (!transport.equals("payload")) {
            fields.problem("transport", "invalid transport type: " + transport + " (payload or wasi-http)");
        }
    }

    private static byte[] read(Entries entries, String fs, String path, long most) {
        FileSystem files = entries.get(fs, FileSystem.class);
        try {
            return files.read(path, most);
        } catch (KernelException e) {
            throw new EntryException(e.kind(), "path", String.valueOf(e.getMessage()), e);
        }
    }

    private static void checkHash(ContentHash expected, byte[] binary) {
        ContentHash found = ContentHash.of(binary);
        if (!found.equals(expected)) {
            throw new EntryException(
                    ErrorKind.INVALID,
                    "hash",
                    "hash mismatch: expected " + expected + ", got " + found
                            + " (if the binary is what it should be, \"wippy hash --write\" fills that in)");
        }
    }

    private static void checkWebAssembly(byte[] binary, String path) {
        switch (BinaryFormat.of(binary)) {
            case COMPONENT, CORE_MODULE -> {}
            case NEITHER -> throw new EntryException(
                    ErrorKind.INVALID, "path", "\"" + path + "\" is neither a core module nor a component");
        }
    }

    private static Template template(Entries entries, WasmProgram program) {
        return entries.kernel().wasm(program);
    }
}
