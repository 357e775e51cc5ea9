package dev.wippy.wasi.http;

import dev.wippy.kernel.Time;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Source;
import dev.wippy.wasi.http.Fields.Field;
import dev.wippy.wasi.io.Deadline;
import dev.wippy.wasi.io.Wakeups;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * A body on its way in. Some pieces are fetched when the guest asks, and no more before it has taken them, so that the
 * connection holds the other side back. Safe for use by many threads.
 */
final class BodySource implements Source {

    /** Pieces that are fetched ahead, of 8 KiB each at most. */
    private static final int AHEAD = 8;

    private final ReadStream<Buffer> stream;
    private final Time time;
    private final long betweenBytes;
    private final Wakeups wakeups = new Wakeups();
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private Disposable timer = Disposables.disposed();
    private int fetching;
    private boolean discarding;
    private boolean ended;
    private @Nullable HttpException failure;
    private List<Field> trailers = List.of();

    /**
     * @param stream paused
     * @param betweenBytes how long to wait for a piece, in nanoseconds
     * @param trailers gives those that came, at the end
     * @param incomplete what it is when the connection ends before it does
     */
    BodySource(ReadStream<Buffer> stream, Time time, long betweenBytes, Supplier<List<Field>> trailers,
            ErrorCode incomplete) {
        this.stream = stream;
        this.time = time;
        this.betweenBytes = betweenBytes;
        stream.handler(this::arrived);
        stream.endHandler(_ -> end(trailers.get()));
        stream.exceptionHandler(failed -> {
            ErrorCode code = Failures.of(failed);
            fail(code instanceof ErrorCode.ConnectionTerminated ? incomplete : code);
        });
    }

    private void arrived(Buffer piece) {
        synchronized (this) {
            fetching = Math.max(0, fetching - 1);
            if (discarding) {
                return;
            }
            timer.dispose();
            if (fetching > 0) {
                startTimer();
            }
            if (piece.length() > 0) {
                pieces.add(piece.getBytes());
            }
        }
        wakeups.run();
    }

    private void end(List<Field> came) {
        synchronized (this) {
            timer.dispose();
            trailers = came;
            ended = true;
        }
        wakeups.run();
    }

    void fail(ErrorCode code) {
        synchronized (this) {
            timer.dispose();
            if (ended || failure != null) {
                return;
            }
            failure = new HttpException(code);
        }
        wakeups.run();
    }

    private void startTimer() {
        timer = time.schedule(
                () -> fail(new ErrorCode.ConnectionReadTimeout()),
                java.time.Duration.ofNanos(Math.min(betweenBytes, Deadline.FARTHEST)));
    }

    @Override
    public Optional<byte[]> poll(int max) {
        byte[] taken;
        synchronized (this) {
            taken = take(max);
            if (taken.length == 0 && pieces.isEmpty()) {
                if (failure != null) {
                    throw failure;
                }
                if (ended) {
                    return Optional.empty();
                }
            }
        }
        if (max > 0) {
            ask();
        }
        return Optional.of(taken);
    }

    /** Takes what is there, of as many pieces as it takes. */
    private byte[] take(int max) {
        int count = 0;
        for (byte[] piece : pieces) {
            count = Math.min(max, count + piece.length);
        }
        byte[] taken = new byte[count];
        int filled = 0;
        while (filled < count) {
            byte[] piece = pieces.remove();
            int some = Math.min(count - filled, piece.length);
            System.arraycopy(piece, 0, taken, filled, some);
            filled += some;
            if (some < piece.length) {
                pieces.addFirst(Arrays.copyOfRange(piece, some, piece.length));
            }
        }
        return taken;
    }

    private void ask() {
        int more;
        synchronized (this) {
            more = ended || failure != null ? 0 : AHEAD - pieces.size() - fetching;
            if (more < AHEAD / 2) {
                return;
            }
            if (fetching == 0) {
                timer.dispose();
                startTimer();
            }
            fetching += more;
        }
        stream.fetch(more);
    }

    synchronized boolean isReady() {
        return !pieces.isEmpty() || ended || failure != null;
    }

    @Override
    public Readiness readable() {
        return new Readiness() {
            /** Asking is what starts the fetching: a guest may poll without ever waiting. */
            @Override
            public boolean ready() {
                if (isReady()) {
                    return true;
                }
                ask();
                return isReady();
            }

            @Override
            public Disposable onReady(Runnable wake) {
                ask();
                return wakeups.add(wake, BodySource.this::isReady);
            }
        };
    }

    /** Reads the rest to nowhere, for the sake of what comes after it. */
    void discard() {
        synchronized (this) {
            discarding = true;
            timer.dispose();
            pieces.clear();
        }
        stream.resume();
    }

    synchronized boolean isEnded() {
        return ended || failure != null;
    }

    /** How it ended, once it did: its trailers, or why it failed. */
    synchronized Optional<dev.wippy.component.bind.Result<List<Field>, ErrorCode>> outcome() {
        if (failure != null) {
            return Optional.of(dev.wippy.component.bind.Result.err(failure.code()));
        }
        return ended ? Optional.of(dev.wippy.component.bind.Result.ok(trailers)) : Optional.empty();
    }

    /** Ready when there is an {@link #outcome}. */
    Readiness end() {
        return wakeups.readiness(this::isEnded);
    }
}
