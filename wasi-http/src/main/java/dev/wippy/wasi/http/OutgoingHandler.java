package dev.wippy.wasi.http;

import dev.wippy.component.bind.WitFunction;
import java.util.Optional;

/** The interface {@code wasi:http/outgoing-handler}. */
final class OutgoingHandler {
    private final ProcessHttp process;
    private final HttpClients clients;

    OutgoingHandler(ProcessHttp process, HttpClients clients) {
        this.process = process;
        this.clients = clients;
    }

    @WitFunction("handle")
    FutureIncomingResponse handle(OutgoingRequest request, Optional<RequestOptions> options) {
        try {
            OutgoingCall call = OutgoingCall.of(request, options);
            var exchange = new Exchange(process, call);
            if (!process.opened(exchange)) {
                throw new ErrorCode.ConnectionLimitReached().failure();
            }
            exchange.start(clients);
            return new FutureIncomingResponse(exchange);
        } finally {
            request.handedOver();
        }
    }
}
