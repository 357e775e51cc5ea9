package dev.wippy.wasi.http;

import dev.wippy.component.bind.WitResource;
import java.util.OptionalLong;

/** The resource {@code wasi:http/types.request-options}; times are nanoseconds, unsigned. */
@WitResource("request-options")
final class RequestOptions {
    private OptionalLong connectTimeout = OptionalLong.empty();
    private OptionalLong firstByteTimeout = OptionalLong.empty();
    private OptionalLong betweenBytesTimeout = OptionalLong.empty();

    OptionalLong connectTimeout() {
        return connectTimeout;
    }

    void setConnectTimeout(OptionalLong value) {
        connectTimeout = value;
    }

    OptionalLong firstByteTimeout() {
        return firstByteTimeout;
    }

    void setFirstByteTimeout(OptionalLong value) {
        firstByteTimeout = value;
    }

    OptionalLong betweenBytesTimeout() {
        return betweenBytesTimeout;
    }

    void setBetweenBytesTimeout(OptionalLong value) {
        betweenBytesTimeout = value;
    }
}
