package dev.wippy.kernel;

import dev.wippy.component.types.FunctionType;
import dev.wippy.kernel.spi.ProcessBody;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** What processes are made from: checked, compiled, and shared by all of them. Safe for use by many threads. */
public final class Template {
    private final Kernel kernel;
    private final String entry;
    private final Optional<FunctionType> signature;
    private final Limits limits;
    private final Function<Launch, List<Object>> settings;
    private final ProcessBody.Factory factory;
    private final boolean receivesEvents;

    Template(
            Kernel kernel,
            String entry,
            Optional<FunctionType> signature,
            Limits limits,
            Function<Launch, List<Object>> settings,
            ProcessBody.Factory factory,
            boolean receivesEvents) {
        this.kernel = kernel;
        this.entry = entry;
        this.signature = signature;
        this.limits = limits;
        this.settings = settings;
        this.factory = factory;
        this.receivesEvents = receivesEvents;
    }

    /** The id of the entry that it stands for. */
    public String entry() {
        return entry;
    }

    /** The type of the function that a process runs, where it has one. */
    public Optional<FunctionType> signature() {
        return signature;
    }

    /** What a process may take. */
    public Limits limits() {
        return limits;
    }

    /**
     * A cold publisher of a process's steps: each subscriber starts a process of its own. Each unit of demand lets the
     * process advance by one {@link Step}; with none it stays where it is, while its deadline runs on. Cancelling ends it.
     * Signals come on the process's thread, which holds no run permit then. A guest's fault is {@link Step.Exited} with a
     * failure; {@code onError} is a fault of the runtime's only.
     */
    public Flux<Step> steps(Launch launch) {
        return new StepFlux(kernel.ownHost(), this, launch);
    }

    /** The same with these values, one for each parameter, as SPEC section 3 maps them. */
    public Flux<Step> steps(@Nullable Object... arguments) {
        return steps(Launch.of(arguments));
    }

    /**
     * The same template, for processes that receive events from the moment they are spawned: a CANCEL is an event to them, and not
     * an order. Other processes receive them once they ask for their mailbox.
     */
    public Template receivingEvents() {
        return new Template(kernel, entry, signature, limits, settings, factory, true);
    }

    boolean receivesEvents() {
        return receivesEvents;
    }

    /** What {@code ProcessContext.config} finds in a process; may throw, which fails the process. */
    Function<Launch, List<Object>> settings() {
        return settings;
    }

    ProcessBody.Factory factory() {
        return factory;
    }
}
