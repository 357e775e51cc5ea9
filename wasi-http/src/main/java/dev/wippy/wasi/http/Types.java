package dev.wippy.wasi.http;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitErrorException;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.wasi.io.IoError;
import dev.wippy.wasi.io.InputStream;
import dev.wippy.wasi.io.OutputStream;
import dev.wippy.wasi.io.Pollable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The interface {@code wasi:http/types}: headers, requests that go out and responses that come in. */
class Types {
    private final ProcessHttp process;

    Types(ProcessHttp process) {
        this.process = process;
    }

    ProcessHttp process() {
        return process;
    }

    @WitFunction("http-error-code")
    Optional<ErrorCode> errorCode(IoError error) {
        return error.cause() instanceof HttpException failed ? Optional.of(failed.code()) : Optional.empty();
    }

    @WitFunction("[constructor]fields")
    Fields fields() {
        return Fields.empty(process);
    }

    @WitFunction("[static]fields.from-list")
    Fields fromList(List<Fields.Field> entries) {
        Fields fields = Fields.empty(process);
        try {
            entries.forEach(entry -> fields.append(entry.name(), entry.value()));
        } catch (WitErrorException wrong) {
            fields.close();
            throw wrong;
        }
        return fields;
    }

    @WitFunction("[method]fields.get")
    List<byte[]> get(Fields self, String name) {
        return self.get(name);
    }

    @WitFunction("[method]fields.has")
    boolean has(Fields self, String name) {
        return self.has(name);
    }

    @WitFunction("[method]fields.set")
    void set(Fields self, String name, List<byte[]> value) {
        self.set(name, value);
    }

    @WitFunction("[method]fields.delete")
    void delete(Fields self, String name) {
        self.delete(name);
    }

    @WitFunction("[method]fields.append")
    void append(Fields self, String name, byte[] value) {
        self.append(name, value);
    }

    @WitFunction("[method]fields.entries")
    List<Fields.Field> entries(Fields self) {
        return self.all();
    }

    @WitFunction("[method]fields.clone")
    Fields copy(Fields self) {
        return self.copy();
    }

    @WitFunction("[constructor]outgoing-request")
    OutgoingRequest outgoingRequest(Fields headers) {
        return new OutgoingRequest(process, headers);
    }

    @WitFunction("[method]outgoing-request.body")
    OutgoingBody body(OutgoingRequest self) {
        return self.takeBody();
    }

    @WitFunction("[method]outgoing-request.method")
    Method method(OutgoingRequest self) {
        return self.method();
    }

    @WitFunction("[method]outgoing-request.set-method")
    void setMethod(OutgoingRequest self, Method method) {
        self.setMethod(method);
    }

    @WitFunction("[method]outgoing-request.path-with-query")
    Optional<String> pathWithQuery(OutgoingRequest self) {
        return self.pathWithQuery();
    }

    @WitFunction("[method]outgoing-request.set-path-with-query")
    void setPathWithQuery(OutgoingRequest self, Optional<String> value) {
        self.setPathWithQuery(value);
    }

    @WitFunction("[method]outgoing-request.scheme")
    Optional<Scheme> scheme(OutgoingRequest self) {
        return self.scheme();
    }

    @WitFunction("[method]outgoing-request.set-scheme")
    void setScheme(OutgoingRequest self, Optional<Scheme> value) {
        self.setScheme(value);
    }

    @WitFunction("[method]outgoing-request.authority")
    Optional<String> authority(OutgoingRequest self) {
        return self.authority();
    }

    @WitFunction("[method]outgoing-request.set-authority")
    void setAuthority(OutgoingRequest self, Optional<String> value) {
        self.setAuthority(value);
    }

    @WitFunction("[method]outgoing-request.headers")
    Fields headers(OutgoingRequest self) {
        return self.headersChild();
    }

    @WitFunction("[constructor]request-options")
    RequestOptions requestOptions() {
        return new RequestOptions();
    }

    @WitFunction("[method]request-options.connect-timeout")
    Optional<@Unsigned Long> connectTimeout(RequestOptions self) {
        return boxed(self.connectTimeout());
    }

    @WitFunction("[method]request-options.set-connect-timeout")
    void setConnectTimeout(RequestOptions self, Optional<@Unsigned Long> duration) {
        self.setConnectTimeout(unboxed(duration));
    }

    @WitFunction("[method]request-options.first-byte-timeout")
    Optional<@Unsigned Long> firstByteTimeout(RequestOptions self) {
        return boxed(self.firstByteTimeout());
    }

    @WitFunction("[method]request-options.set-first-byte-timeout")
    void setFirstByteTimeout(RequestOptions self, Optional<@Unsigned Long> duration) {
        self.setFirstByteTimeout(unboxed(duration));
    }

    @WitFunction("[method]request-options.between-bytes-timeout")
    Optional<@Unsigned Long> betweenBytesTimeout(RequestOptions self) {
        return boxed(self.betweenBytesTimeout());
    }

    @WitFunction("[method]request-options.set-between-bytes-timeout")
    void setBetweenBytesTimeout(RequestOptions self, Optional<@Unsigned Long> duration) {
        self.setBetweenBytesTimeout(unboxed(duration));
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    private static OptionalLong unboxed(Optional<Long> value) {
        return value.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    @WitFunction("[method]incoming-response.status")
    int status(IncomingResponse self) {
        return self.status();
    }

    @WitFunction("[method]incoming-response.headers")
    Fields headers(IncomingResponse self) {
        return self.headers();
    }

    @WitFunction("[method]incoming-response.consume")
    IncomingBody consume(IncomingResponse self) {
        return self.consume();
    }

    @WitFunction("[method]incoming-body.stream")
    InputStream stream(IncomingBody self) {
        return self.stream();
    }

    @WitFunction("[static]incoming-body.finish")
    FutureTrailers finish(IncomingBody self) {
        return self.finish();
    }

    @WitFunction("[method]future-trailers.subscribe")
    Pollable subscribe(FutureTrailers self) {
        return Pollable.of(self.readiness(), "future-trailers");
    }

    @WitFunction("[method]future-trailers.get")
    Optional<Result<Result<Optional<Fields>, ErrorCode>, @Nullable Void>> get(FutureTrailers self) {
        return self.get();
    }

    @WitFunction("[method]outgoing-body.write")
    OutputStream write(OutgoingBody self) {
        return self.write();
    }

    @WitFunction("[static]outgoing-body.finish")
    void finish(OutgoingBody self, Optional<Fields> trailers) {
        self.finish(trailers);
    }

    @WitFunction("[method]future-incoming-response.subscribe")
    Pollable subscribe(FutureIncomingResponse self) {
        return Pollable.of(self.readiness(), "future-incoming-response");
    }

    @WitFunction("[method]future-incoming-response.get")
    Optional<Result<Result<IncomingResponse, ErrorCode>, @Nullable Void>> get(FutureIncomingResponse self) {
        return self.get();
    }
}
