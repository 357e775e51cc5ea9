package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.Budget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The operations between two processes, in each order that threads can bring them in. Each operation happens at one
 * instant, with its locks held; only an end has several, one for each that it tells. So threads interleave at these
 * instants, and all their orders are run one after the other.
 */
class ActorInterleavingTest {

    /** Two processes, and what the operations on them came to. */
    private static final class World {
        private final Names names = new Names();
        private final List<String> failures = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private final ActorState watcher = actor("watcher", 1);
        private final ActorState watched = actor("watched", 2);
        private final List<Runnable> lastWords = new ArrayList<>();

        private ActorState actor(String host, long age) {
            return new ActorState(
                    new Pid(host, 1),
                    age,
                    (reason, _) -> failures.add(host + ": " + reason),
                    names,
                    Budget.of(1 << 20, 1),
                    Time.system(),
                    4,
                    4,
                    true);
        }

        /** The instants of an end, of which each tells one other. */
        private static List<Consumer<World>> end(Optional<Failure> failure, int others) {
            var instants = new ArrayList<Consumer<World>>();
            instants.add(world -> world.lastWords.addAll(world.watched.end(new Exit(
                    world.watched.pid(), Instant.EPOCH, null, failure, OptionalInt.empty()))));
            for (int i = 0; i < others; i++) {
                instants.add(World::nextWord);
            }
            return instants;
        }

        private void nextWord() {
            if (!lastWords.isEmpty()) {
                lastWords.removeFirst().run();
            }
        }

        private static Consumer<World> says(Consumer<World> operation, String done) {
            return world -> {
                try {
                    operation.accept(world);
                    world.said.add(done);
                } catch (KernelException refused) {
                    world.said.add(refused.kind().toString());
                }
            };
        }

        private List<String> events() {
            while (!lastWords.isEmpty()) {
                nextWord();
            }
            var events = new ArrayList<String>();
            Optional<Event> next;
            while ((next = watcher.subscribe().poll()).isPresent()) {
                events.add(next.get() instanceof Event.Message message ? message.topic() : next.get().type());
            }
            return events;
        }
    }

    private static final Consumer<World> MONITOR = World.says(
            world -> world.watcher.monitor(world.watched), "monitored");
    private static final Consumer<World> UNMONITOR = world -> world.said.add(
            world.watcher.unmonitor(world.watched) ? "unmonitored" : "not monitored");
    private static final Consumer<World> LINK = World.says(world -> world.watcher.link(world.watched), "linked");
    private static final Consumer<World> UNLINK = world -> world.said.add(
            world.watcher.unlink(world.watched) ? "unlinked" : "not linked");
    private static final Optional<Failure> NORMAL = Optional.empty();
    private static final Optional<Failure> FAILED = Optional.of(Failure.of(ErrorKind.INTERNAL, "boom"));

    @Test
    void a_monitor_that_succeeds_gets_one_exit_and_one_that_fails_none() {
        int orders = everyOrder(List.of(World.end(NORMAL, 1), List.of(MONITOR)), world -> {
            boolean monitored = world.said.equals(List.of("monitored"));
            assertTrue(monitored || world.said.equals(List.of("NotFound")), world.said::toString);
            assertEquals(monitored ? List.of("EXIT") : List.of(), world.events());
        });
        assertEquals(3, orders);
    }

    @Test
    void two_monitors_at_once_get_one_exit() {
        everyOrder(List.of(World.end(FAILED, 1), List.of(MONITOR), List.of(MONITOR)), world -> {
            boolean monitored = world.said.contains("monitored");
            assertEquals(monitored ? List.of("EXIT") : List.of(), world.events(), world.said::toString);
        });
    }

    @Test
    void either_the_exit_comes_or_the_unmonitor_says_that_it_will_not() {
        int orders = everyOrder(List.of(World.end(NORMAL, 1), List.of(MONITOR, UNMONITOR)), world -> {
            boolean promised = world.said.getFirst().equals("monitored");
            boolean taken = world.said.getLast().equals("unmonitored");
            assertEquals(promised && !taken ? List.of("EXIT") : List.of(), world.events(), world.said::toString);
            assertTrue(promised || !taken, world.said::toString);
        });
        assertEquals(6, orders);
    }

    @Test
    void monitor_unmonitor_and_monitor_again_from_two_threads_lose_and_repeat_nothing() {
        everyOrder(List.of(World.end(NORMAL, 1), List.of(MONITOR, UNMONITOR), List.of(MONITOR)), world -> {
            List<String> events = world.events();
            assertTrue(events.isEmpty() || events.equals(List.of("EXIT")), events::toString);
            // Whoever was last decides, unless the end came before it.
            if (world.said.getLast().equals("monitored")) {
                assertEquals(List.of("EXIT"), events, world.said::toString);
            }
            if (world.said.getLast().equals("unmonitored")) {
                assertEquals(List.of(), events, world.said::toString);
            }
        });
    }

    @Test
    void a_link_that_succeeds_fails_the_process_once_when_the_other_fails() {
        everyOrder(List.of(World.end(FAILED, 1), List.of(LINK, UNLINK)), world -> {
            List<String> events = world.events();
            boolean linked = world.said.getFirst().equals("linked");
            boolean unlinked = world.said.getLast().equals("unlinked");
            assertEquals(
                    linked && !unlinked
                            ? List.of(
                                    "watcher: Internal: the linked process {watched|0x00001} ended with an error: boom")
                            : List.of(),
                    world.failures,
                    world.said::toString);
            assertEquals(List.of(), events);
        });
    }

    @Test
    void a_process_that_traps_links_hears_of_a_failure_and_does_not_fail() {
        everyOrder(List.of(World.end(FAILED, 1), List.of(world -> world.watcher.trapLinks(true), LINK)), world -> {
            boolean linked = world.said.equals(List.of("linked"));
            assertEquals(linked ? List.of("LINK_DOWN") : List.of(), world.events());
            assertEquals(List.of(), world.failures);
        });
    }

    @Test
    void a_normal_end_tells_those_linked_nothing() {
        everyOrder(List.of(World.end(NORMAL, 1), List.of(LINK)), world -> {
            assertEquals(List.of(), world.events());
            assertEquals(List.of(), world.failures);
        });
    }

    @Test
    void the_end_of_a_watcher_races_with_the_end_of_what_it_watches() {
        List<Consumer<World>> watcherEnds = List.of(
                world -> world.watcher
                        .end(new Exit(world.watcher.pid(), Instant.EPOCH, null, NORMAL, OptionalInt.empty()))
                        .forEach(Runnable::run));
        everyOrder(List.of(World.end(FAILED, 2), List.of(MONITOR, LINK), watcherEnds), world -> {
            assertEquals(List.of(), world.events());
            int failures = world.failures.size();
            assertTrue(failures <= 1, world.failures::toString);
            // Nothing is left that would keep the one in memory while the other lives.
            assertEquals(Optional.empty(), world.watcher.tiedTo(world.watched.pid()));
            assertEquals(Optional.empty(), world.watched.tiedTo(world.watcher.pid()));
        });
    }

    @Test
    void what_a_process_sent_comes_before_its_exit() {
        Consumer<World> send = World.says(
                world -> world.watcher.send(Optional.of(world.watched.pid()), "hello", 1), "sent");
        var watchedsOwn = new ArrayList<Consumer<World>>(List.of(send));
        watchedsOwn.addAll(World.end(NORMAL, 1));
        everyOrder(List.of(watchedsOwn, List.of(MONITOR)), world -> {
            boolean monitored = world.said.contains("monitored");
            assertEquals(monitored ? List.of("hello", "EXIT") : List.of("hello"), world.events());
        });
    }

    @Test
    void a_name_is_free_before_anybody_hears_of_the_end() {
        Consumer<World> takeOver = world -> {
            if (world.watcher.subscribe().size() > 0) {
                world.watcher.register("boss");
                world.said.add("took over");
            }
        };
        everyOrder(
                List.of(
                        List.of(
                                world -> world.watched.register("boss"),
                                MONITOR,
                                World.end(NORMAL, 0).getFirst(),
                                World::nextWord,
                                World::nextWord),
                        List.of(takeOver)),
                world -> assertEquals(
                        world.said.contains("took over") ? Optional.of(world.watcher) : Optional.empty(),
                        world.names.find("boss")));
    }

    @Test
    void a_cancel_comes_once_or_finds_nobody() {
        Consumer<World> cancel = World.says(world -> world.watcher.cancel(Optional.empty(), "enough"), "asked");
        Consumer<World> take = world -> world.watcher.subscribe()
                .poll()
                .ifPresent(event -> world.said.add(event.type()));
        everyOrder(List.of(List.of(cancel), List.of(cancel), List.of(take)), world -> {
            long taken = world.said.stream().filter("CANCEL"::equals).count();
            List<String> rest = world.events();
            // A request that nobody has read yet is not repeated.
            assertTrue(taken + rest.size() >= 1 && rest.size() <= 1, world.said + " " + rest);
        });
    }

    /** Runs the instants of all threads in each order that keeps each thread's own. */
    private static int everyOrder(List<List<Consumer<World>>> threads, Consumer<World> check) {
        var orders = new ArrayList<List<Integer>>();
        collect(threads, new int[threads.size()], new ArrayList<>(), orders);
        for (List<Integer> order : orders) {
            var world = new World();
            int[] next = new int[threads.size()];
            order.forEach(thread -> threads.get(thread).get(next[thread]++).accept(world));
            check.accept(world);
        }
        return orders.size();
    }

    private static void collect(
            List<List<Consumer<World>>> threads, int[] next, List<Integer> so, List<List<Integer>> orders) {
        boolean over = true;
        for (int i = 0; i < next.length; i++) {
            if (next[i] < threads.get(i).size()) {
                over = false;
                next[i]++;
                so.add(i);
                collect(threads, next, so, orders);
                so.removeLast();
                next[i]--;
            }
        }
        if (over) {
            orders.add(List.copyOf(so));
        }
    }
}
