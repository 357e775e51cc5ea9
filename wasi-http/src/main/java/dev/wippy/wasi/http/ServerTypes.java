package dev.wippy.wasi.http;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.WitErrorException;
import dev.wippy.component.bind.WitFunction;
import java.util.Optional;

/** The interface {@code wasi:http/types} whole: also requests that come in and responses that go out. */
final class ServerTypes extends Types {

    ServerTypes(ProcessHttp process) {
        super(process);
    }

    @WitFunction("[method]incoming-request.method")
    Method method(IncomingRequest self) {
        return self.method();
    }

    @WitFunction("[method]incoming-request.path-with-query")
    Optional<String> pathWithQuery(IncomingRequest self) {
        return self.pathWithQuery();
    }

    @WitFunction("[method]incoming-request.scheme")
    Optional<Scheme> scheme(IncomingRequest self) {
        return self.scheme();
    }

    @WitFunction("[method]incoming-request.authority")
    Optional<String> authority(IncomingRequest self) {
        return self.authority();
    }

    @WitFunction("[method]incoming-request.headers")
    Fields headers(IncomingRequest self) {
        return self.headers();
    }

    @WitFunction("[method]incoming-request.consume")
    IncomingBody consume(IncomingRequest self) {
        return self.consume();
    }

    @WitFunction("[constructor]outgoing-response")
    OutgoingResponse outgoingResponse(Fields headers) {
        return new OutgoingResponse(process(), headers);
    }

    @WitFunction("[method]outgoing-response.status-code")
    int status(OutgoingResponse self) {
        return self.status();
    }

    @WitFunction("[method]outgoing-response.set-status-code")
    void setStatus(OutgoingResponse self, int status) {
        if (status < 100 || status > 599) {
            throw new WitErrorException(null);
        }
        self.setStatus(status);
    }

    @WitFunction("[method]outgoing-response.headers")
    Fields headers(OutgoingResponse self) {
        return self.headersChild();
    }

    @WitFunction("[method]outgoing-response.body")
    OutgoingBody body(OutgoingResponse self) {
        return self.takeBody();
    }

    @WitFunction("[method]response-outparam.send-informational")
    void sendInformational(ResponseOutparam self, int status, Fields headers) {
        headers.close();
        throw status < 100 || status > 199
                ? new ErrorCode.HttpProtocolError().failure()
                : ErrorCode.internal("informational responses are not sent").failure();
    }

    @WitFunction("[static]response-outparam.set")
    void set(ResponseOutparam self, Result<OutgoingResponse, ErrorCode> response) {
        self.set(response);
    }
}
