package dev.wippy.test;

import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.Time;
import dev.wippy.kernel.Usage;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.ImportModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * A kernel in virtual time, for tests of import modules with real guests. Closing it asserts that nothing is left: no
 * process, no run permit, no memory, no thread, nor what {@link #leavesNo} names. Used by one thread, that of the test.
 *
 * <p>Virtual time is what the guest's clocks, its deadlines and {@code ProcessContext.time()} tell; a module that asks
 * Reactor's own schedulers for the time lives in real time.
 */
public final class TestKernel implements AutoCloseable {

    /** How long, in real time, a test waits for what has to come before it fails. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final ThreadWatch threads;
    private final GuestRegister register = new GuestRegister();
    private final Map<String, IntSupplier> counts = new LinkedHashMap<>();
    private final List<GuestRun> runs = new ArrayList<>();
    private final List<Inbox> inboxes = new ArrayList<>();
    private final Kernel kernel;

    /** @param patience how long a thread may take to end */
    TestKernel(Duration patience, List<ImportModule> modules) {
        threads = new ThreadWatch(patience);
        var builder = Kernel.builder().time(Time.of(() -> clock)).importModule(register);
        modules.forEach(builder::importModule);
        kernel = builder.build();
    }

    /** A kernel with these modules, beside those that are found as services. */
    public static TestKernel with(ImportModule... modules) {
        return new TestKernel(PATIENCE, List.of(modules));
    }

    /** The kernel. */
    public Kernel kernel() {
        return kernel;
    }

    /** Starts a guest that waits to be let on, one step at a time. */
    public GuestRun start(WasmProgram program, @Nullable Object... arguments) {
        return start(kernel.wasm(program), Launch.of(arguments));
    }

    /** The same with a template, and with words and standard input, if the launch has any. */
    public GuestRun start(Template template, Launch launch) {
        var run = new GuestRun(kernel, register, template, launch);
        runs.add(run);
        return run;
    }

    /** Makes a process that keeps what guests send it, and what it hears of those that it monitors. */
    public Inbox inbox() {
        var inbox = new Inbox(kernel, kernel.host(HostOptions.of("test:inbox" + inboxes.size())));
        inboxes.add(inbox);
        return inbox;
    }

    /** Lets virtual time go by; what is due runs on the calling thread. */
    public void advance(Duration duration) {
        clock.advanceTimeBy(duration);
    }

    /**
     * Has {@link #close} assert that a count is 0 then: of connections, of handles that were given out, of subscriptions.
     *
     * @param what for the message, such as {@code open lookups}
     */
    public TestKernel leavesNo(String what, IntSupplier count) {
        counts.put(what, count);
        return this;
    }

    /**
     * Ends everything.
     *
     * @throws AssertionError that lists all that is left
     */
    @Override
    public void close() {
        inboxes.forEach(Inbox::close);
        var left = new ArrayList<String>();
        runs.forEach(run -> run.unfinished().ifPresent(left::add));
        if (left.isEmpty() && !kernel.usage().equals(Usage.NONE)) {
            left.add("what processes take: " + kernel.usage());
        }
        kernel.close();
        register.threads().forEach((thread, process) -> threads.end(thread, process).ifPresent(left::add));
        left.addAll(threads.left());
        counts.forEach((what, count) -> leftOf(what, count.getAsInt()).ifPresent(left::add));
        if (!left.isEmpty()) {
            throw new AssertionError("the test left behind:\n  " + String.join("\n  ", left));
        }
    }

    private static Optional<String> leftOf(String what, int count) {
        return count == 0 ? Optional.empty() : Optional.of(count + " " + what);
    }
}
