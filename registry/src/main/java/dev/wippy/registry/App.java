package dev.wippy.registry;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.service.Service;
import dev.wippy.kernel.service.Services;
import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.ProcessKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * An app: the entries that the files of a folder declare. Loading reads and checks them, and starts nothing; an entry
 * starts on first use, after what it needs. Safe for use by many threads; starting blocks.
 */
public final class App implements AutoCloseable {
    private final AppFolder folder;
    private final Declarations declarations;
    private final Kinds kinds;
    private final Plans plans;
    private final List<Command> commands;
    private final List<Problem> problems;
    private final List<Problem> warnings;
    private final StartedEntries started;

    /** Lets the app's processes spawn its entries by id, while there is a kernel. */
    private Disposable catalog = Disposables.disposed();

    private App(Path root, List<EntryKind> entryKinds, List<ProcessKind> processKinds, Supplier<Kernel> kernel) {
        var reports = new Reports();
        folder = new AppFolder(root);
        kinds = new Kinds(entryKinds, processKinds);
        declarations = Declarations.read(folder, reports);
        plans = Plans.make(declarations, kinds, new HashAdvice(folder, declarations), reports);
        commands = Commands.read(declarations.all(), kinds, reports);
        problems = reports.problems();
        warnings = reports.warnings();
        started = new StartedEntries(plans, folder.root(), kernel);
    }

    /**
     * Reads an app that runs on a kernel, with the kernel's kinds. What is wrong with it is in {@link #problems}.
     *
     * @param root the app root
     * @throws KernelException of kind NotFound if there is no such folder, of kind Conflict if two plugins serve one
     *     kind
     */
    public static App load(Path root, Kernel kernel) {
        var app = new App(root, kernel.entryKinds(), kernel.processKinds(), () -> kernel);
        app.catalog = kernel.attach(new AppCatalog(app));
        return app;
    }

    /**
     * Reads an app in order to look at it. What needs the kernel can't be started.
     *
     * @param root the app root
     * @throws KernelException of kind NotFound if there is no such folder, of kind Conflict if two plugins serve one
     *     kind
     */
    public static App load(Path root, List<EntryKind> entryKinds, List<ProcessKind> processKinds) {
        return new App(root, entryKinds, processKinds, () -> {
            throw new KernelException(ErrorKind.UNAVAILABLE, "the app was loaded without a kernel");
        });
    }

    /** The app root, without symbolic links. */
    public Path root() {
        return folder.root();
    }

    /** All that is wrong with the entries and their files, in the order of files and lines. */
    public List<Problem> problems() {
        return problems;
    }

    /** What is not wrong but worth a look, in the same order. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** The problems of these entries and of all that they need. */
    public List<Problem> problemsOf(Collection<String> ids) {
        Set<String> reached = new HashSet<>(plans.reach(ids));
        return problems.stream().filter(problem -> reached.contains(problem.entry())).toList();
    }

    /** The problems of everything else, which don't keep these entries from running. */
    public List<Problem> problemsBeside(Collection<String> ids) {
        Set<String> reached = new HashSet<>(plans.reach(ids));
        return problems.stream().filter(problem -> !reached.contains(problem.entry())).toList();
    }

    /** All entries, in the order of files and lines, those included that something is wrong with. */
    public List<Entry> entries() {
        return declarations.all().stream().map(Declaration::entry).toList();
    }

    /** The entries of one kind. */
    public List<Entry> entries(String kind) {
        return declarations.ofKind(kind).stream().map(Declaration::entry).toList();
    }

    /** An entry by its id. */
    public Optional<Entry> entry(String id) {
        return declarations.find(id).map(Declaration::entry);
    }

    /** Whether processes can be made of an entry. */
    public boolean isProcess(Entry entry) {
        return kinds.process(entry.kind()).isPresent();
    }

    /** The commands, in the order of their names. */
    public List<Command> commands() {
        return commands;
    }

    /** A command by its name. */
    public Optional<Command> command(String name) {
        return commands.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    /** The command whose name is near enough to be what was meant. */
    public Optional<Command> nearestCommand(String name) {
        return Nearest.to(name, commands.stream().map(Command::name).toList()).flatMap(this::command);
    }

    /**
     * What an entry starts as. It and what it needs are started, in the order of their needs, unless they were.
     *
     * @param type what it is expected to be, such as {@link dev.wippy.kernel.ProcessHost}
     * @throws AppException if there is something wrong with it or with what it needs
     * @throws KernelException of kind NotFound if there is no such entry, of kind Invalid if it is something else
     */
    public <T> T start(String id, Class<T> type) {
        require(id, _ -> true, "");
        startNeeds(id);
        return started.get(id, type);
    }

    /**
     * The template of a process entry; the same each time.
     *
     * @throws AppException if there is something wrong with it or with what it needs
     * @throws KernelException of kind NotFound if there is no such entry, of kind Invalid if it is no process
     */
    public Template template(String id) {
        require(id, this::isProcess, ", of which no process can be made");
        startNeeds(id);
        return started.get(id, Template.class);
    }

    /**
     * Starts all entries and makes all templates, in the order of their needs. If something is wrong with an entry, the
     * templates of the others are made all the same, so that all problems are found at once.
     *
     * @throws AppException with all that is wrong; what was started until then is closed with the app
     */
    public void boot() {
        Set<Problem> found = new LinkedHashSet<>(problems);
        ErrorKind kind = ErrorKind.INVALID;
        for (String id : plans.reach(entries().stream().map(Entry::id).toList())) {
            Planned planned = plans.find(id).orElseThrow();
            boolean sound = problems.isEmpty() || problemsOf(List.of(id)).isEmpty();
            if (sound && (problems.isEmpty() || isProcess(planned.entry()))) {
                try {
                    started.make(planned);
                } catch (AppException e) {
                    found.addAll(e.problems());
                } catch (KernelException e) {
                    kind = e.kind();
                    found.add(planned.declaration().problem("", String.valueOf(e.getMessage())));
                }
            }
        }
        if (!found.isEmpty()) {
            throw new AppException(kind, sorted(found), null);
        }
    }

    /**
     * The services that start with the app ({@code lifecycle.auto_start}), and those that they require. Boots the app
     * unless it was; no service runs by that.
     *
     * @throws AppException if there is something wrong with any entry
     */
    public Services services() {
        boot();
        return new AppServices(plans, started).autoStarted();
    }

    /** The ids of the services that do not start with the app, of a booted one. */
    public List<String> idleServices() {
        return new AppServices(plans, started)
                .all().stream()
                .filter(each -> !each.lifecycle().autoStart())
                .map(Service::id)
                .toList();
    }

    /**
     * Closes what was started, the last first.
     *
     * @throws KernelException if some of it failed to close; the rest is closed all the same
     */
    @Override
    public void close() {
        catalog.dispose();
        started.close();
    }

    /** One after the other, so that a long chain of needs is no deep recursion. */
    private void startNeeds(String id) {
        plans.reach(List.of(id)).forEach(each -> plans.find(each).ifPresent(started::make));
    }

    private void require(String id, Predicate<Entry> fits, String what) {
        Optional<Entry> entry = entry(id);
        if (entry.isEmpty()) {
            throw new KernelException(
                    ErrorKind.NOT_FOUND, "there is no entry \"" + id + "\"" + Nearest.hint(id, declarations.ids()));
        }
        List<Problem> wrong = problemsOf(List.of(id));
        if (!wrong.isEmpty()) {
            throw new AppException(ErrorKind.INVALID, wrong, null);
        }
        if (!fits.test(entry.get())) {
            throw new KernelException(ErrorKind.INVALID, "\"" + id + "\" is a " + entry.get().kind() + what);
        }
    }

    private static List<Problem> sorted(Collection<Problem> problems) {
        var sorted = new ArrayList<>(problems);
        sorted.sort(Problem.READING_ORDER);
        return List.copyOf(sorted);
    }
}
