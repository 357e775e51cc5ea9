package dev.wippy.test;

import dev.wippy.kernel.Event;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that keeps what comes in for it; see {@link TestKernel#inbox}. */
public final class Inbox {
    private static final Operation RECEIVE = Operation.of("wippy:test/inbox.receive");

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Kernel kernel;
    private final ProcessHost host;
    private final Process process;

    Inbox(Kernel kernel, ProcessHost host) {
        this.kernel = kernel;
        this.host = host;
        var template = kernel.template("wippy:test/inbox", Optional.empty(), Limits.defaults(), Body::new);
        process = host.spawn(template.receivingEvents());
    }

    /** Receives for ever. */
    private final class Body implements ProcessBody {
        private final ProcessContext context;

        Body(ProcessContext context) {
            this.context = context;
        }

        @Override
        public @Nullable Object run() {
            while (true) {
                Event event = context.await(context.mailbox().receive(), RECEIVE);
                if (event != null) {
                    events.add(event);
                }
            }
        }
    }

    /** Its name, for guests to send to. */
    public Pid pid() {
        return process.pid();
    }

    /** Has it hear of the end of a process. */
    public void monitor(Pid watched) {
        Patience.await(kernel.processes().monitor(pid(), watched).toFuture(), "the monitor");
    }

    /**
     * Waits for the next event.
     *
     * @throws AssertionError if none comes
     */
    public Event next() throws InterruptedException {
        Event event = events.poll(TestKernel.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        if (event == null) {
            throw new AssertionError("no event came in for " + pid());
        }
        return event;
    }

    /** Whether no event is there that {@link #next} would give at once. */
    public boolean isEmpty() {
        return events.isEmpty();
    }

    void close() {
        process.terminate();
        Patience.await(process.exit().toFuture(), "the end of the inbox");
        host.close();
    }
}
