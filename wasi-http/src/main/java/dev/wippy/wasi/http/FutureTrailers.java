package dev.wippy.wasi.http;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.WitResource;
import dev.wippy.kernel.spi.Readiness;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The resource {@code wasi:http/types.future-trailers}. Used on the process's own thread. */
@WitResource("future-trailers")
final class FutureTrailers implements AutoCloseable {
    private final Children children = new Children("future-trailers");
    private final ProcessHttp process;
    private final BodySource source;
    private final Runnable onDrop;
    private boolean taken;

    FutureTrailers(ProcessHttp process, BodySource source, Runnable onDrop) {
        this.process = process;
        this.source = source;
        this.onDrop = onDrop;
    }

    Readiness readiness() {
        return source.end();
    }

    Optional<Result<Result<Optional<Fields>, ErrorCode>, @Nullable Void>> get() {
        if (taken) {
            return Optional.of(Result.err(null));
        }
        return source.outcome().map(outcome -> {
            taken = true;
            return Result.ok(switch (outcome) {
                case Result.Ok(List<Fields.Field> fields) -> Result.ok(trailers(fields));
                case Result.Err(ErrorCode code) -> Result.err(code);
            });
        });
    }

    private Optional<Fields> trailers(List<Fields.Field> fields) {
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(Fields.received(process, fields).child(children));
    }

    @Override
    public void close() {
        children.requireNone();
        onDrop.run();
    }
}
