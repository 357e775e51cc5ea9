package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.wasi.io.Pollable;
import dev.wippy.wasi.sockets.network.NameResolver;
import dev.wippy.wasi.sockets.network.NetworkPolicy;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The interface {@code wasi:sockets/ip-name-lookup}. */
final class NameLookup {

    /** Lookups that a process may have under way. */
    private static final int MAX_PENDING = 64;

    private final NetworkPolicy policy;
    private final NameResolver resolver;
    private final AtomicInteger pending = new AtomicInteger();

    NameLookup(NetworkPolicy policy, NameResolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
    }

    @WitFunction("resolve-addresses")
    ResolveAddressStream resolve(Network network, String name) {
        Optional<InetAddress> literal = NameResolver.literal(name);
        if (literal.isPresent()) {
            return ResolveAddressStream.of(List.of(literal.get()));
        }
        String ascii = NameResolver.ascii(name).orElseThrow(ErrorCode.INVALID_ARGUMENT::failure);
        if (!policy.mayResolve(ascii)) {
            throw ErrorCode.ACCESS_DENIED.failure();
        }
        if (pending.incrementAndGet() > MAX_PENDING) {
            pending.decrementAndGet();
            throw ErrorCode.TEMPORARY_RESOLVER_FAILURE.failure();
        }
        return ResolveAddressStream.of(
                resolver.resolve(ascii).doFinally(_ -> pending.decrementAndGet()),
                addresses -> policy.resolved(ascii, addresses));
    }

    @WitFunction("[method]resolve-address-stream.resolve-next-address")
    Optional<IpAddress> next(ResolveAddressStream self) {
        return self.next();
    }

    @WitFunction("[method]resolve-address-stream.subscribe")
    Pollable subscribe(ResolveAddressStream self) {
        return Pollable.of(self.readiness(), "resolve-address-stream");
    }
}
