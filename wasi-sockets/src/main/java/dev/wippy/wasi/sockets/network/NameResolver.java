package dev.wippy.wasi.sockets.network;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Resolves names as the machine does. The machine's resolver blocks, so that it is called on a few threads of its own,
 * which end when there is nothing to do.
 */
public final class NameResolver implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int QUEUE = 10_000;
    private static final int MAX_NAME = 253;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final ThreadPoolExecutor threads;

    public NameResolver() {
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE),
                Thread.ofPlatform().daemon().name("wippy-resolver-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** The address that a text is, if it is one, without brackets. */
    public static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** A name as it is asked for: in ASCII and lower case, without a dot at the end; empty if it is none. */
    public static Optional<String> ascii(String name) {
        String ascii;
        try {
            ascii = name.length() > 4 * MAX_NAME ? "" : IDN.toASCII(name).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
        String plain = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        boolean right = plain.length() <= MAX_NAME;
        for (String label : plain.split("\\.", -1)) {
            right &= LABEL.matcher(label).matches();
        }
        // What ends in a number is an address, and this one is none (WHATWG URL, section 3.5).
        String last = plain.substring(plain.lastIndexOf('.') + 1);
        boolean number = last.chars().allMatch(Character::isDigit) || last.startsWith("0x");
        return right && !number ? Optional.of(plain) : Optional.empty();
    }

    /**
     * The addresses of a name, in the order to try them; signalled on a thread of the resolver's. Fails with an
     * {@link UnknownHostException}. A lookup that is cancelled while it waits for its turn is not made.
     *
     * @param name as {@link #ascii} gives it
     */
    public Mono<List<InetAddress>> resolve(String name) {
        return Mono.create(sink -> {
            try {
                var task = (Runnable) () -> {
                    try {
                        List<InetAddress> found = new ArrayList<>();
                        for (InetAddress each : InetAddress.getAllByName(name)) {
                            // The name that Java keeps with an address is of no use, and two of them would differ.
                            found.add(InetAddress.getByAddress(each.getAddress()));
                        }
                        sink.success(List.copyOf(found));
                    } catch (UnknownHostException | RuntimeException failed) {
                        sink.error(failed);
                    }
                };
                sink.onCancel(() -> threads.remove(task));
                threads.execute(task);
            } catch (RejectedExecutionException full) {
                sink.error(new UnknownHostException("Temporary failure: too many names are being resolved"));
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
