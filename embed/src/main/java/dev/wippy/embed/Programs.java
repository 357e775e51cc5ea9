package dev.wippy.embed;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.Catalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The components that stand for themselves, without an app. */
final class Programs implements Catalog, AutoCloseable {
    private final Kernel kernel;
    private final Map<String, Program> byId = new LinkedHashMap<>();
    private final Disposable attached;

    /** @throws KernelException of kind AlreadyExists if two have one id */
    Programs(Kernel kernel, List<WasmProgram> programs) {
        this.kernel = kernel;
        for (WasmProgram each : programs) {
            if (byId.putIfAbsent(each.entry(), new Program(each)) != null) {
                throw new KernelException(
                        ErrorKind.ALREADY_EXISTS, "two programs have the id \"" + each.entry() + "\"");
            }
        }
        attached = kernel.attach(this);
    }

    /** Compiled by the first who asks, while others who ask wait. */
    private final class Program {
        private final WasmProgram program;
        private @Nullable Template template;

        Program(WasmProgram program) {
            this.program = program;
        }

        synchronized Template template() {
            Template made = template;
            if (made == null) {
                made = kernel.wasm(program);
                template = made;
            }
            return made;
        }
    }

    Optional<Template> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(Program::template);
    }

    @Override
    public Mono<Template> template(String entry) {
        // Compiling is work for a thread that may block.
        return byId.containsKey(entry)
                ? Mono.fromCallable(() -> find(entry).orElseThrow()).subscribeOn(Schedulers.boundedElastic())
                : Mono.empty();
    }

    @Override
    public Mono<ProcessHost> host(String id) {
        return Mono.empty();
    }

    /** Their ids, for a message. */
    @Override
    public String toString() {
        return byId.isEmpty() ? "none" : String.join(", ", byId.keySet());
    }

    @Override
    public void close() {
        attached.dispose();
    }
}
