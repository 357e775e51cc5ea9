package dev.wippy.bench;

import dev.wippy.component.CompiledComponent;
import dev.wippy.component.Component;
import dev.wippy.component.ComponentInstance;
import dev.wippy.component.HostImports;
import dev.wippy.component.HostInterface;
import dev.wippy.component.InstanceOptions;
import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.bind.JavaInterface;
import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prints what components cost without processes: a call in, a call out, an instance. Machines are noisy, so compare
 * lines of one run with each other; the last round is the warm one.
 */
public final class Components {
    private static final int ROUNDS = 6;
    private static final String TEXT = "some text of some length";
    /** {@code (func (export "add") (param i32 i32) (result i32) ...)}. */
    private static final byte[] ADD = {0, 'a', 's', 'm', 1, 0, 0, 0, 1, 7, 1, 0x60, 2, 0x7f, 0x7f, 1, 0x7f, 3, 2, 1, 0,
        7, 7, 1, 3, 'a', 'd', 'd', 0, 0, 10, 9, 1, 7, 0, 0x20, 0, 0x20, 1, 0x6a, 0x0b};

    private Components() {}

    /** What the guest calls. */
    public static final class Host {
        private int joined;

        /** Of two integers. */
        @WitFunction("add")
        public @Unsigned int add(@Unsigned int a, @Unsigned int b) {
            return a + b;
        }

        /** Of two strings, one of which comes back. */
        @WitFunction("join")
        public String join(String a, String b) {
            joined += b.length();
            return a;
        }
    }

    private interface Body {
        @Nullable
        Object run() throws IOException;
    }

    /**
     * Runs all.
     *
     * @param arguments the folder of {@code calls.wasm}, and a Rust component with {@code greet} and {@code compute}
     */
    public static void main(String[] arguments) throws IOException {
        try (Engine engine = Engine.builder().build()) {
            calls(engine, Path.of(arguments[0], "calls.wasm"));
            instances(engine, Path.of(arguments[1]));
        }
    }

    private static void calls(Engine engine, Path file) throws IOException {
        CoreModule module = engine.compile(ADD);
        CoreFunction core = (CoreFunction) module.instantiate(List.of(), budget()).exports().getFirst();
        measure("bare core call of two integers", 2_000_000, 1, () -> core.call(1, 2));
        var host = HostImports.builder().bind("bench:calls/host", HostInterface.of(JavaInterface.of(new Host())))
                .build();
        CompiledComponent compiled = compile(engine, file);
        measure("instantiate with a host, close", 20_000, 1, () -> {
            var own = HostImports.builder()
                    .bind("bench:calls/host", HostInterface.of(JavaInterface.of(new Host())))
                    .build();
            try (ComponentInstance instance = compiled.instantiate(InstanceOptions.defaults().withImports(own))) {
                return instance;
            }
        });
        try (ComponentInstance instance = compiled.instantiate(InstanceOptions.defaults().withImports(host))) {
            ComponentFunction add = instance.function("add").orElseThrow();
            measure("call of two integers", 2_000_000, 1, () -> add.call(new Object[]{1, 2}));
            ComponentFunction three = instance.function("three").orElseThrow();
            measure("call of three strings", 200_000, 1, () -> three.call(new Object[]{TEXT, TEXT}));
            ComponentFunction addOut = instance.function("add-out").orElseThrow();
            measure("call out of two integers", 200, 10_000, () -> addOut.call(new Object[]{10_000}));
            ComponentFunction joinOut = instance.function("join-out").orElseThrow();
            measure("call out of three strings", 20, 10_000, () -> joinOut.call(new Object[]{10_000}));
        }
    }

    private static void instances(Engine engine, Path file) throws IOException {
        CompiledComponent rust = compile(engine, file);
        var options = InstanceOptions.defaults();
        measure("instantiate, compute, close", 5000, 1, () -> {
            try (ComponentInstance instance = rust.instantiate(options)) {
                return instance.call("compute", 6, 7);
            }
        });
        measure("instantiate, greet, close", 5000, 1, () -> {
            try (ComponentInstance instance = rust.instantiate(options)) {
                return instance.call("greet", Optional.of("Ada"));
            }
        });
        try (ComponentInstance instance = rust.instantiate(options)) {
            ComponentFunction greet = instance.function("greet").orElseThrow();
            measure("greet", 200_000, 1, () -> greet.call(new Object[]{Optional.of("Ada")}));
        }
        int count = 2000;
        List<ComponentInstance> kept = new ArrayList<>();
        long before = used();
        for (int i = 0; i < count; i++) {
            ComponentInstance instance = rust.instantiate(options);
            instance.call("compute", 6, 7);
            kept.add(instance);
        }
        System.out.printf(Locale.ROOT, "%-34s %9d bytes%n", "heap for each instance", (used() - before) / count);
        kept.forEach(ComponentInstance::close);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Budget budget() {
        return Budget.of(Budget.UNBOUNDED, Budget.UNBOUNDED);
    }

    private static CompiledComponent compile(Engine engine, Path file) throws IOException {
        return Component.parse(Files.readAllBytes(file)).compile(engine);
    }

    private static void measure(String what, int times, int each, Body body) throws IOException {
        List<String> rounds = new ArrayList<>();
        int nothing = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                nothing |= body.run() == null ? 1 : 0;
            }
            rounds.add(String.format(Locale.ROOT, "%9.1f", (double) (System.nanoTime() - start) / times / each));
        }
        System.out.printf(Locale.ROOT, "%-34s %s ns%s%n", what, String.join(" ", rounds), nothing == 0 ? "" : ".");
    }
}
