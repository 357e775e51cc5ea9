package dev.wippy.wasi.http;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.WitResource;
import java.util.function.Consumer;

/**
 * The resource {@code wasi:http/types.response-outparam}: where the answer to a request that came in goes. Used on the
 * process's own thread.
 */
@WitResource("response-outparam")
final class ResponseOutparam implements AutoCloseable {
    private final Consumer<Result<OutgoingResponse, ErrorCode>> answer;
    private boolean set;

    ResponseOutparam(Consumer<Result<OutgoingResponse, ErrorCode>> answer) {
        this.answer = answer;
    }

    void set(Result<OutgoingResponse, ErrorCode> response) {
        set = true;
        answer.accept(response);
    }

    /** Whoever drops it has no answer. */
    @Override
    public void close() {
        if (!set) {
            answer.accept(Result.err(ErrorCode.internal("the guest gave no response")));
        }
    }
}
