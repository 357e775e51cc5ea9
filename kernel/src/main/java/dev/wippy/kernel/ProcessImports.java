package dev.wippy.kernel;

import dev.wippy.component.HostImports;
import dev.wippy.component.HostInterface;
import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.bind.JavaInterface;
import dev.wippy.component.bind.ReturnAdapter;
import dev.wippy.component.types.FunctionType;
import dev.wippy.kernel.spi.CoreHostFunction;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.Node;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What import modules offer to one process; each call of it tells the process that it is in the host. */
final class ProcessImports implements Imports {
    private final ProcessRun process;
    private final HostImports.Builder builder = HostImports.builder();
    private final Map<String, Map<String, CoreHostFunction>> core = new HashMap<>();

    ProcessImports(ProcessRun process) {
        this.process = process;
    }

    @Override
    public void bind(String name, Object implementation, MethodHandles.Lookup lookup) {
        var waits = new Waits(name, process);
        HostInterface offered = HostInterface.of(JavaInterface.of(implementation, lookup, waits));
        builder.bind(name, new InHost(name, offered, process));
    }

    @Override
    public void bindCore(String module, Map<String, CoreHostFunction> functions) {
        core.put(module, functions);
    }

    /** What is offered to core modules under two names. */
    Optional<CoreHostFunction> core(String module, String name) {
        return Optional.ofNullable(core.getOrDefault(module, Map.of()).get(name));
    }

    /** The same for a module that the entry sets something for. */
    Imports with(Optional<Node> settings) {
        return new WithSettings(this, settings);
    }

    private record WithSettings(Imports imports, Optional<Node> settings) implements Imports {
        @Override
        public void bind(String name, Object implementation, MethodHandles.Lookup lookup) {
            imports.bind(name, implementation, lookup);
        }

        @Override
        public void bindCore(String module, Map<String, CoreHostFunction> functions) {
            imports.bindCore(module, functions);
        }
    }

    HostImports build() {
        return builder.build();
    }

    /** A method that returns a {@code Mono} suspends the process. */
    private record Waits(String interfaceName, ProcessRun process) implements ReturnAdapter {
        @Override
        public Class<?> wrapper() {
            return Mono.class;
        }

        @Override
        public @Nullable Object unwrap(String function, Object wrapped) {
            var operation = Operation.of(interfaceName + "." + function);
            return process.await((Mono<?>) wrapped, operation, Unclaimed::dropJava);
        }
    }

    /** An interface whose functions run as HOST, and whose faults name it. */
    private record InHost(String name, HostInterface offered, ProcessRun process) implements HostInterface {
        @Override
        public Optional<ComponentFunction> function(String function, FunctionType type) {
            return offered.function(function, type).map(called -> inHost(function, called));
        }

        private ComponentFunction inHost(String function, ComponentFunction called) {
            var named = new Named(name, function, called);
            return arguments -> process.callHost(named, arguments);
        }

        @Override
        public Optional<ResourceType> resource(String resource) {
            return offered.resource(resource);
        }

        @Override
        public Optional<Shape> shape() {
            return offered.shape().map(InHostShape::new);
        }
    }

    /** What is found once for all processes that are offered an interface by one module. */
    private record InHostShape(HostInterface.Shape offered) implements HostInterface.Shape {
        @Override
        public Optional<HostInterface.Function> function(String function, FunctionType type) {
            return offered.function(function, type).map(found -> one -> {
                InHost host = (InHost) one;
                return host.inHost(function, found.of(host.offered()));
            });
        }

        @Override
        public Optional<ResourceType> resource(String resource) {
            return offered.resource(resource);
        }
    }

    /** Says which function it was that threw what it may not. */
    private record Named(String interfaceName, String function, ComponentFunction called)
            implements
                ComponentFunction {
        @Override
        public @Nullable Object call(Object[] arguments) {
            return ImportFault.unless(interfaceName + "." + function, () -> called.call(arguments));
        }
    }
}
