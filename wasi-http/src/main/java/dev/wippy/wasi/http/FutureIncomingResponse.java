package dev.wippy.wasi.http;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.WitResource;
import dev.wippy.kernel.spi.Readiness;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The resource {@code wasi:http/types.future-incoming-response}. Used on the process's own thread. */
@WitResource("future-incoming-response")
final class FutureIncomingResponse implements AutoCloseable {
    private final Exchange exchange;
    private boolean taken;

    FutureIncomingResponse(Exchange exchange) {
        this.exchange = exchange;
    }

    Readiness readiness() {
        return exchange.responded();
    }

    Optional<Result<Result<IncomingResponse, ErrorCode>, @Nullable Void>> get() {
        if (taken) {
            return Optional.of(Result.err(null));
        }
        return exchange.response().map(response -> {
            taken = true;
            return Result.ok(response);
        });
    }

    @Override
    public void close() {
        if (!taken) {
            exchange.abort();
        }
    }
}
