package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.WitResource;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.wasi.io.Wakeups;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** The resource {@code wasi:sockets/ip-name-lookup.resolve-address-stream}. */
@WitResource("resolve-address-stream")
final class ResolveAddressStream implements AutoCloseable {
    private final Wakeups wakeups = new Wakeups();
    private final Deque<InetAddress> addresses = new ArrayDeque<>();
    private Disposable lookup = Disposables.disposed();
    private boolean resolved;
    private @Nullable ErrorCode failure;

    private ResolveAddressStream() {}

    /** Of what is known already. */
    static ResolveAddressStream of(List<InetAddress> known) {
        var stream = new ResolveAddressStream();
        stream.resolve(known);
        return stream;
    }

    /**
     * Of what a lookup gives, which begins now.
     *
     * @param accepting takes note of the addresses; false keeps them from the guest
     */
    static ResolveAddressStream of(Mono<List<InetAddress>> lookup, Predicate<List<InetAddress>> accepting) {
        var stream = new ResolveAddressStream();
        stream.lookup = lookup.subscribe(
                found -> {
                    if (accepting.test(found)) {
                        stream.resolve(found);
                    } else {
                        stream.fail(ErrorCode.TEMPORARY_RESOLVER_FAILURE);
                    }
                },
                failed -> stream.fail(failed instanceof IOException known
                        ? ErrorCode.of(known)
                        : ErrorCode.PERMANENT_RESOLVER_FAILURE));
        return stream;
    }

    private void resolve(List<InetAddress> found) {
        synchronized (this) {
            addresses.addAll(found);
            resolved = true;
        }
        wakeups.run();
    }

    private void fail(ErrorCode code) {
        synchronized (this) {
            failure = code;
            resolved = true;
        }
        wakeups.run();
    }

    synchronized Optional<IpAddress> next() {
        if (!resolved) {
            throw ErrorCode.WOULD_BLOCK.failure();
        }
        if (failure != null) {
            throw failure.failure();
        }
        return Optional.ofNullable(addresses.poll()).map(IpAddress::of);
    }

    private synchronized boolean isResolved() {
        return resolved;
    }

    Readiness readiness() {
        return wakeups.readiness(this::isResolved);
    }

    @Override
    public void close() {
        lookup.dispose();
    }
}
