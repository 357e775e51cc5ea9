package dev.wippy.engine.chicory;

import com.dylibso.chicory.compiler.internal.Compiler;
import dev.wippy.engine.cache.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Under what the code of a module is kept: everything that the code depends on. */
final class CodeKey {

    /** What the generated code counts or not; there is one variant so far. */
    private static final String VARIANT = "plain";
    private static final String CHICORY = chicory();

    private CodeKey() {}

    static String of(String digest) {
        return Digests.hex(String.join("\n", digest, CHICORY, Integer.toString(GeneratedClasses.REWRITE_VERSION),
                System.getProperty("java.vm.vendor", ""), System.getProperty("java.vm.version", ""), VARIANT));
    }

    /** Two versions of the compiler differ in this class, and no jar has to say which it is. */
    private static String chicory() {
        try (InputStream in = Compiler.class.getResourceAsStream("Compiler.class")) {
            return in == null ? "" : Digests.hex(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
