package dev.wippy.wasi.http;

import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitErrorException;
import java.util.Optional;

/** The variant {@code wasi:http/types.error-code}. */
sealed interface ErrorCode {

    /** The record {@code DNS-error-payload}. */
    record DnsErrorPayload(Optional<String> rcode, Optional<@Unsigned Short> infoCode) {}

    /** The record {@code TLS-alert-received-payload}. */
    record TlsAlertReceivedPayload(Optional<@Unsigned Byte> alertId, Optional<String> alertMessage) {}

    /** The record {@code field-size-payload}. */
    record FieldSizePayload(Optional<String> fieldName, Optional<@Unsigned Integer> fieldSize) {}

    record DnsTimeout() implements ErrorCode {}

    record DnsError(DnsErrorPayload payload) implements ErrorCode {}

    record DestinationNotFound() implements ErrorCode {}

    record DestinationUnavailable() implements ErrorCode {}

    record DestinationIpProhibited() implements ErrorCode {}

    record DestinationIpUnroutable() implements ErrorCode {}

    record ConnectionRefused() implements ErrorCode {}

    record ConnectionTerminated() implements ErrorCode {}

    record ConnectionTimeout() implements ErrorCode {}

    record ConnectionReadTimeout() implements ErrorCode {}

    record ConnectionWriteTimeout() implements ErrorCode {}

    record ConnectionLimitReached() implements ErrorCode {}

    record TlsProtocolError() implements ErrorCode {}

    record TlsCertificateError() implements ErrorCode {}

    record TlsAlertReceived(TlsAlertReceivedPayload payload) implements ErrorCode {}

    record HttpRequestDenied() implements ErrorCode {}

    record HttpRequestLengthRequired() implements ErrorCode {}

    record HttpRequestBodySize(Optional<@Unsigned Long> size) implements ErrorCode {}

    record HttpRequestMethodInvalid() implements ErrorCode {}

    record HttpRequestUriInvalid() implements ErrorCode {}

    record HttpRequestUriTooLong() implements ErrorCode {}

    record HttpRequestHeaderSectionSize(Optional<@Unsigned Integer> size) implements ErrorCode {}

    record HttpRequestHeaderSize(Optional<FieldSizePayload> payload) implements ErrorCode {}

    record HttpRequestTrailerSectionSize(Optional<@Unsigned Integer> size) implements ErrorCode {}

    record HttpRequestTrailerSize(FieldSizePayload payload) implements ErrorCode {}

    record HttpResponseIncomplete() implements ErrorCode {}

    record HttpResponseHeaderSectionSize(Optional<@Unsigned Integer> size) implements ErrorCode {}

    record HttpResponseHeaderSize(FieldSizePayload payload) implements ErrorCode {}

    record HttpResponseBodySize(Optional<@Unsigned Long> size) implements ErrorCode {}

    record HttpResponseTrailerSectionSize(Optional<@Unsigned Integer> size) implements ErrorCode {}

    record HttpResponseTrailerSize(FieldSizePayload payload) implements ErrorCode {}

    record HttpResponseTransferCoding(Optional<String> text) implements ErrorCode {}

    record HttpResponseContentCoding(Optional<String> text) implements ErrorCode {}

    record HttpResponseTimeout() implements ErrorCode {}

    record HttpUpgradeFailed() implements ErrorCode {}

    record HttpProtocolError() implements ErrorCode {}

    record LoopDetected() implements ErrorCode {}

    record ConfigurationError() implements ErrorCode {}

    record InternalError(Optional<String> text) implements ErrorCode {}

    /** Something that has no case of its own. */
    static ErrorCode internal(String text) {
        return new InternalError(Optional.of(text));
    }

    /** What a function throws to answer with this. */
    default WitErrorException failure() {
        return new WitErrorException(this);
    }
}
