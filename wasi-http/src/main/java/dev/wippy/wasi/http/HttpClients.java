package dev.wippy.wasi.http;

import dev.wippy.kernel.spi.NetworkSettings;
import dev.wippy.wasi.sockets.network.NameResolver;
import dev.wippy.wasi.sockets.network.NetworkPolicy;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Connections for requests. Each set of network settings has a client, and so a pool, of its own, lest a process get a
 * connection that it may not make.
 */
final class HttpClients implements AutoCloseable {

    /** Connections to one destination, and requests that wait for one, for all processes of the same settings. */
    private static final int MAX_CONNECTIONS = 1024;
    private static final int MAX_WAITING = 10_000;

    /** Bytes of a response's headers. */
    private static final int MAX_HEADERS = 64 << 10;

    private final LazyVertx vertx;
    private final Supplier<HttpClientOptions> options;
    private final NameResolver resolver = new NameResolver();
    private final Map<NetworkSettings, HttpClient> clients = new ConcurrentHashMap<>();

    HttpClients(LazyVertx vertx) {
        this(vertx, () -> new HttpClientOptions().setDecompressionSupported(false).setMaxHeaderSize(MAX_HEADERS));
    }

    /** @param options of each client; asked when the first is made, as no class of Vert.x is loaded before */
    HttpClients(LazyVertx vertx, Supplier<HttpClientOptions> options) {
        this.vertx = vertx;
        this.options = options;
    }

    /**
     * Connects to the first of a host's addresses that may be reached and answers. Not to be cancelled: a connection that
     * came would be lost to the pool.
     */
    Mono<HttpClientRequest> connect(NetworkPolicy policy, OutgoingCall call) {
        return addresses(policy, call).flatMap(found -> {
            List<InetAddress> reachable = found.stream()
                    .filter(each -> policy.mayReach(new InetSocketAddress(each, call.port())))
                    .toList();
            if (reachable.isEmpty()) {
                return Mono.error(new HttpException(new ErrorCode.DestinationIpProhibited()));
            }
            Mono<HttpClientRequest> attempts = Mono.empty();
            Throwable[] last = new Throwable[1];
            return Flux.fromIterable(reachable)
                    .concatMap(address -> connect(policy, call, address).onErrorResume(failed -> {
                        last[0] = failed;
                        return attempts;
                    }), 1)
                    .next()
                    .switchIfEmpty(Mono.error(() -> last[0]));
        });
    }

    private Mono<List<InetAddress>> addresses(NetworkPolicy policy, OutgoingCall call) {
        Optional<InetAddress> literal = NameResolver.literal(call.host());
        if (literal.isPresent()) {
            return Mono.just(List.of(literal.get()));
        }
        Optional<String> name = NameResolver.ascii(call.host());
        if (name.isEmpty()) {
            return Mono.error(new HttpException(new ErrorCode.HttpRequestUriInvalid()));
        }
        if (!policy.mayResolve(name.get())) {
            return Mono.error(new HttpException(new ErrorCode.DestinationIpProhibited()));
        }
        return resolver.resolve(name.get()).flatMap(found -> policy.resolved(name.get(), found)
                ? Mono.just(found)
                : Mono.error(new HttpException(new ErrorCode.ConnectionLimitReached())));
    }

    private Mono<HttpClientRequest> connect(NetworkPolicy policy, OutgoingCall call, InetAddress address) {
        return Mono.create(sink -> client(policy.settings())
                .request(request(call, address))
                .onComplete(sink::success, sink::error));
    }

    private static RequestOptions request(OutgoingCall call, InetAddress address) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                // The very address that was asked about; the name is only what the other side is told.
                .setServer(SocketAddress.inetSocketAddress(call.port(), bracketed(address.getHostAddress())))
                .setHost(bracketed(call.host()))
                .setPort(call.port())
                .setSsl(call.secure())
                .setURI(call.pathWithQuery())
                .setFollowRedirects(false)
                .setConnectTimeout(Math.clamp(TimeUnit.NANOSECONDS.toMillis(call.connectTimeout()), 1,
                        Integer.MAX_VALUE));
        call.headers().forEach(field -> options.addHeader(field.name(), field.text()));
        return options;
    }

    /** As IPv6 stands in an authority, which is how Vert.x takes an address, too. */
    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private HttpClient client(NetworkSettings settings) {
        return clients.computeIfAbsent(settings, _ -> vertx.get().createHttpClient(
                options.get(),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(MAX_WAITING)));
    }

    @Override
    public void close() {
        resolver.close();
        clients.values().forEach(HttpClient::close);
        vertx.close();
    }
}
