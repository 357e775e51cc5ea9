package dev.wippy.kernel;

import dev.wippy.component.types.FunctionType;
import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessKind;
import java.util.List;
import java.util.Optional;

/** Draft of the kernel's shape; the bodies follow. */
public final class Kernel implements AutoCloseable {

    /** Makes a kernel with what ServiceLoader finds. */
    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        public Builder time(Time time) { return this; }
        public Builder engine(dev.wippy.engine.Engine engine) { return this; }
        public Builder importModule(ImportModule module) { return this; }
        public Builder classLoader(ClassLoader loader) { return this; }
        public Kernel build() { return new Kernel(); }
    }

    /** The kernel's time. */
    public Time time() { throw new IllegalStateException(); }

    /** All import modules, those found and those given. */
    public List<ImportModule> importModules() { throw new IllegalStateException(); }

    public List<EntryKind> entryKinds() { throw new IllegalStateException(); }

    public List<ProcessKind> processKinds() { throw new IllegalStateException(); }

    /** Starts a host. */
    public ProcessHost host(HostOptions options) { throw new IllegalStateException(); }

    /** A template of processes that run plain Java (or another language). */
    public Template template(String entry, Optional<FunctionType> signature, Limits limits, ProcessBody.Factory body) {
        return new Template(this, entry, signature, limits, body);
    }

    /** Compiles a component: throws spi.EntryException naming the field (imports, method, path...). */
    public Template wasm(WasmProgram program) { throw new IllegalStateException(); }

    ProcessHost ownHost() { throw new IllegalStateException(); }

    @Override
    public void close() {}
}
