package dev.wippy.kernel.service;

import dev.wippy.component.types.ValueType;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.Failure;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.Template;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A process that a service runs. */
record ServiceProcess(Process process, Template template) implements ServiceRun {
    private static final int MAX_TEXT = 200;

    @Override
    public String name() {
        return process.pid().toString();
    }

    @Override
    public Mono<Void> started() {
        return process.started();
    }

    @Override
    public Mono<Optional<Failure>> ended() {
        return process.exit().map(this::failure);
    }

    @Override
    public void cancel(String reason) {
        process.cancel(reason);
    }

    @Override
    public void terminate() {
        process.terminate();
    }

    /** What is an end like any other for a process, but a failure of a service (SPEC section 6). */
    private Optional<Failure> failure(Exit exit) {
        if (exit.failure().isPresent()) {
            return exit.failure();
        }
        if (exit.code().isPresent() && exit.code().getAsInt() != 0) {
            return internal("it exited with code " + exit.code().getAsInt());
        }
        boolean returnsResult = template.signature()
                .flatMap(type -> type.result())
                .filter(ValueType.ResultOf.class::isInstance)
                .isPresent();
        if (returnsResult && exit.value() instanceof Map<?, ?> result && result.containsKey("err")) {
            Object error = result.get("err");
            return internal(error == null ? "it returned err" : "it returned err: " + text(error));
        }
        return Optional.empty();
    }

    private static Optional<Failure> internal(String message) {
        return Optional.of(Failure.of(ErrorKind.INTERNAL, message));
    }

    /** A guest's own words, on one line. */
    private static String text(Object error) {
        String line = error.toString().replaceAll("\\p{Cntrl}+", " ");
        return line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) + "…" : line;
    }
}
