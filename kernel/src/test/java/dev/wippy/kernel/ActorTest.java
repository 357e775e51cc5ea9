package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.kernel.spi.Actor;
import dev.wippy.kernel.spi.Catalog;
import dev.wippy.kernel.spi.ProcessContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Processes that meet, in Java. */
class ActorTest {
    private static final Operation RECEIVE = Operation.of("receive");
    private static final Operation CALL = Operation.of("call");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Kernel kernel = Kernel.builder().build();
    private final ProcessHost host = kernel.host(HostOptions.of("h").withWorkers(2).withMailboxSize(8));
    private final Processes processes = kernel.processes();
    private final Map<String, Template> entries = new ConcurrentHashMap<>();

    ActorTest() {
        kernel.attach(new Catalog() {
            @Override
            public Mono<Template> template(String entry) {
                return Mono.justOrEmpty(entries.get(entry));
            }

            @Override
            public Mono<ProcessHost> host(String id) {
                return id.equals("h") ? Mono.just(host) : Mono.empty();
            }
        });
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    private Process spawn(JavaProcess.Code code) {
        return host.spawn(JavaProcess.template(kernel, code), Launch.of());
    }

    private Exit run(JavaProcess.Code code) {
        return spawn(code).exit().block(LIMIT);
    }

    private static Event receive(ProcessContext process) {
        return process.await(process.mailbox().receive(), RECEIVE);
    }

    private static <T> T call(ProcessContext process, Mono<T> operation) {
        return process.await(operation, CALL);
    }

    private static String failure(Exit exit) {
        return exit.failure().orElseThrow().toString();
    }

    private static String failure(Mono<?> operation) {
        var thrown = assertThrows(KernelException.class, () -> operation.block(LIMIT));
        return thrown.kind() + ": " + thrown.getMessage();
    }

    @Test
    void messages_of_one_sender_come_in_order_with_their_sender() {
        Process receiver = spawn(process -> {
            var received = new ArrayList<Object>();
            for (int i = 0; i < 100; i++) {
                received.add(((Event.Message) receive(process)).payload());
            }
            return List.of(received, receive(process));
        });
        Exit sender = run(process -> {
            for (int i = 0; i < 100; i++) {
                Mono<Void> send = process.actor().send(receiver.pid(), "n", i);
                while (true) {
                    try {
                        call(process, send);
                        break;
                    } catch (KernelException full) {
                        assertEquals(ErrorKind.UNAVAILABLE, full.kind());
                        call(process, process.time().delay(Duration.ofMillis(1)));
                    }
                }
            }
            return null;
        });
        receiver.send("last", Map.of("a", List.of(1, true))).block(LIMIT);
        assertEquals(Optional.empty(), sender.failure());
        assertEquals(
                List.of(
                        IntStream.range(0, 100).boxed().toList(),
                        new Event.Message(Optional.empty(), "last", Map.of("a", List.of(1, true)))),
                receiver.exit().block(LIMIT).value());
    }

    @Test
    void a_message_is_copied() {
        Process receiver = spawn(process -> ((Event.Message) receive(process)).payload());
        byte[] bytes = {1, 2, 3};
        receiver.send("bytes", bytes).block(LIMIT);
        Object received = receiver.exit().block(LIMIT).value();
        assertNotSame(bytes, received);
        assertArrayEquals(bytes, (byte[]) received);
    }

    @Test
    void a_full_mailbox_refuses_and_a_receive_makes_room() {
        Process receiver = spawn(process -> {
            process.await(Mono.delay(Duration.ofDays(1)), RECEIVE);
            return null;
        });
        Flux.range(0, 8).concatMap(i -> receiver.send("n", i)).blockLast(LIMIT);
        assertEquals(
                "Unavailable: the mailbox of " + receiver.pid() + " is full: 8 messages wait in it",
                failure(receiver.send("n", 8)));
    }

    @Test
    void a_message_is_paid_for_by_its_receiver_and_refused_when_it_can_not() {
        Template poor = JavaProcess.template(
                kernel, Limits.defaults().withMaxMemory(10_000), process -> process.await(Mono.never(), RECEIVE));
        Process receiver = host.spawn(poor, Launch.of());
        receiver.send("small", new byte[4_000]).block(LIMIT);
        long charged = kernel.budget().bytes();
        assertEquals(
                "Unavailable: " + receiver.pid() + " has no memory left for a message of 8048 bytes",
                failure(receiver.send("", new byte[8_000])));
        assertEquals(charged, kernel.budget().bytes());
        receiver.terminate();
        receiver.exit().block(LIMIT);
        assertEquals(0, kernel.budget().bytes());
    }

    @Test
    void what_is_sent_wrongly_is_refused() {
        Process receiver = spawn(process -> receive(process));
        assertEquals(
                "Invalid: topics that begin with @ are reserved, and this one does: @pid/exit",
                failure(receiver.send("@pid/exit", 1)));
        assertEquals(
                "Invalid: a java.lang.Object can't be sent (what can: null, a bool, a number of up to 64 bits, a string,"
                        + " bytes, a list, a map with strings as keys)",
                failure(receiver.send("x", new Object())));
        var cyclic = new ArrayList<Object>();
        cyclic.add(cyclic);
        assertEquals("Invalid: a value is nested deeper than 128 levels", failure(receiver.send("x", cyclic)));
        var keyed = new HashMap<Object, Object>();
        keyed.put(1, 2);
        assertEquals("Invalid: a map that is sent has strings as keys, and not: 1", failure(receiver.send("x", keyed)));
    }

    @Test
    void a_process_that_is_gone_is_not_found_by_any_operation() {
        Process gone = spawn(_ -> 1);
        gone.exit().block(LIMIT);
        Pid pid = gone.pid();
        Process here = spawn(process -> receive(process));
        String notFound = "NotFound: there is no process {h|0x00001}: it ended, or never was";
        assertEquals(notFound, failure(gone.send("x", 1)));
        assertEquals(notFound, failure(processes.send(pid, "x", 1)));
        assertEquals(notFound, failure(processes.cancel(pid, "x")));
        assertEquals(notFound, failure(processes.terminate(pid)));
        assertEquals(notFound, failure(processes.monitor(here.pid(), pid)));
        assertEquals(notFound, failure(processes.link(here.pid(), pid)));
        assertEquals(notFound, failure(processes.register("name", pid)));
        assertEquals(false, processes.unmonitor(here.pid(), pid).block(LIMIT));
        assertEquals(false, processes.unlink(here.pid(), pid).block(LIMIT));
        assertEquals(Optional.empty(), processes.find(pid));
        assertEquals(Optional.of(here), processes.find(here.pid()));
    }

    @Test
    void a_spawned_monitored_process_tells_its_end_however_early_it_is() {
        entries.put("test:child", JavaProcess.template(kernel, process -> process.launch().arguments().getFirst()));
        Exit exit = run(process -> {
            Pid child = call(
                    process,
                    process.actor().spawn("test:child", Optional.of("h"), Launch.of(42), Tie.MONITOR));
            var event = (Event.ExitEvent) receive(process);
            return List.of(child.equals(event.exit().from()), event.exit().value(), event.type());
        });
        assertEquals(List.of(true, 42, "EXIT"), exit.value());
    }

    @Test
    void a_failing_process_fails_those_linked_to_it_and_so_on() {
        Process first = spawn(process -> receive(process));
        Process second = spawn(process -> receive(process));
        Process third = spawn(process -> receive(process));
        processes.link(first.pid(), second.pid()).block(LIMIT);
        processes.link(second.pid(), third.pid()).block(LIMIT);
        first.terminate();
        assertEquals(
                "Canceled: the linked process {h|0x00002} ended with an error: the linked process {h|0x00001} ended with"
                        + " an error: terminated",
                failure(third.exit().block(LIMIT)));
    }

    @Test
    void a_process_that_traps_links_gets_an_event_and_lives() {
        entries.put("test:child", JavaProcess.template(kernel, _ -> {
            throw new KernelException(ErrorKind.CONFLICT, "no good");
        }));
        Exit exit = run(process -> {
            Actor actor = process.actor();
            call(process, actor.trapLinks(true));
            call(process, actor.spawn("test:child", Optional.empty(), Launch.of(), Tie.LINK, Tie.MONITOR));
            Event first = receive(process);
            var second = (Event.LinkDown) receive(process);
            return first.type() + " " + second.type() + " " + second.exit().failure().orElseThrow();
        });
        assertEquals("EXIT LINK_DOWN Conflict: no good", exit.value());
    }

    @Test
    void a_process_that_ends_well_leaves_those_linked_to_it_alone() {
        Process lives = spawn(process -> ((Event.Message) receive(process)).payload());
        Process ends = spawn(process -> receive(process));
        processes.link(lives.pid(), ends.pid()).block(LIMIT);
        ends.send("go", 1).block(LIMIT);
        ends.exit().block(LIMIT);
        lives.send("go", "alive").block(LIMIT);
        assertEquals("alive", lives.exit().block(LIMIT).value());
    }

    @Test
    void a_cancel_is_an_event_for_a_process_that_receives_and_an_order_for_one_that_does_not() {
        Process receives = host.spawn(
                JavaProcess.template(kernel, process -> "was asked: " + receive(process)).receivingEvents(),
                Launch.of());
        Process deaf = spawn(process -> process.await(Mono.never(), RECEIVE));
        receives.cancel("enough");
        deaf.cancel("enough");
        assertEquals(
                "was asked: Cancel[sender=Optional.empty, reason=enough]",
                receives.exit().block(LIMIT).value());
        assertEquals("Canceled: enough", failure(deaf.exit().block(LIMIT)));
    }

    @Test
    void a_cancel_that_is_not_honoured_changes_nothing_and_terminate_still_ends() {
        Process stubborn = host.spawn(
                JavaProcess.template(kernel, process -> process.await(Mono.never(), RECEIVE)).receivingEvents(),
                Launch.of());
        stubborn.cancel("please");
        stubborn.terminate();
        assertEquals("Canceled: terminated", failure(stubborn.exit().block(LIMIT)));
    }

    @Test
    void exec_gives_the_end_and_giving_up_terminates() {
        entries.put("test:seven", JavaProcess.template(kernel, _ -> 7));
        assertEquals(7, run(process -> call(
                process, process.actor().exec("test:seven", Optional.empty(), Launch.of())).value()).value());
        Template forever = JavaProcess.template(kernel, process -> process.await(Mono.never(), RECEIVE));
        StepVerifier.create(processes.exec(host, forever, Launch.of()))
                .expectSubscription()
                .thenCancel()
                .verify(LIMIT);
        Flux.fromIterable(processes.all()).flatMap(Process::exit).blockLast(LIMIT);
        assertEquals(0, processes.count());
    }

    @Test
    void an_entry_or_a_host_that_is_not_there_is_named() {
        entries.put("test:seven", JavaProcess.template(kernel, _ -> 7));
        assertEquals("NotFound: there is no process entry \"test:nope\"", failure(run(process -> call(
                process, process.actor().spawn("test:nope", Optional.empty(), Launch.of())))));
        assertEquals("NotFound: there is no process host \"nope\"", failure(run(process -> call(
                process, process.actor().spawn("test:seven", Optional.of("nope"), Launch.of())))));
    }

    @Test
    void a_name_belongs_to_one_process_until_it_ends() {
        Process first = spawn(process -> receive(process));
        Process second = spawn(process -> receive(process));
        processes.register("boss", first.pid()).block(LIMIT);
        processes.register("boss", first.pid()).block(LIMIT);
        assertEquals(first.pid(), processes.lookup("boss").block(LIMIT));
        assertEquals(
                "AlreadyExists: the name \"boss\" is taken by {h|0x00001}",
                failure(processes.register("boss", second.pid())));
        first.terminate();
        first.exit().block(LIMIT);
        assertEquals("NotFound: no process has the name \"boss\"", failure(processes.lookup("boss")));
        processes.register("boss", second.pid()).block(LIMIT);
        processes.unregister("boss").block(LIMIT);
        assertEquals("NotFound: no process has the name \"boss\"", failure(processes.unregister("boss")));
        assertEquals(
                "Invalid: a name has 1 to 255 characters, of which the first is neither { nor @, and not: \"{h|0x1}\"",
                failure(processes.register("{h|0x1}", second.pid())));
        assertEquals(0, processes.names().size());
    }

    @Test
    void a_receive_with_a_time_out_gives_nothing_when_the_time_is_over() {
        Template template = JavaProcess.template(kernel, process -> String.valueOf(
                process.await(process.mailbox().receive(Duration.ofMinutes(5)), RECEIVE)));
        StepVerifier.withVirtualTime(() -> template.steps(Launch.of()))
                .expectNextCount(2)
                .thenAwait(Duration.ofMinutes(5))
                .assertNext(step -> assertEquals("null", ((Step.Exited) step).exit().value()))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void a_receive_without_time_takes_what_is_there() {
        assertEquals("null", run(process -> String.valueOf(
                process.await(process.mailbox().receive(Duration.ZERO), RECEIVE))).value());
    }

    @Test
    void ties_are_bounded_and_an_event_that_waits_counts() {
        Template template = JavaProcess.template(
                kernel,
                Limits.defaults().withMaxMemory(1 << 20).withMaxHandles(2),
                process -> process.await(Mono.never(), RECEIVE));
        Process few = host.spawn(template, Launch.of());
        Process one = spawn(process -> receive(process));
        Process two = spawn(process -> receive(process));
        Process three = spawn(process -> receive(process));
        processes.monitor(few.pid(), one.pid()).block(LIMIT);
        processes.monitor(few.pid(), two.pid()).block(LIMIT);
        one.terminate();
        one.exit().block(LIMIT);
        assertEquals(
                "Unavailable: {h|0x00001} has all the ties it may have: limits.max_handles is 2",
                failure(processes.monitor(few.pid(), three.pid())));
    }

    @Test
    void a_spawn_whose_ties_are_refused_starts_nothing_and_leaves_no_tie() {
        Template template = JavaProcess.template(
                kernel,
                Limits.defaults().withMaxMemory(1 << 20).withMaxHandles(1),
                process -> process.await(Mono.never(), RECEIVE));
        Process parent = host.spawn(template, Launch.of());
        Mono<Process> spawn = processes.spawn(parent.pid(), host, template, Launch.of(), Tie.MONITOR, Tie.LINK);
        assertEquals(
                "Unavailable: {h|0x00001} has all the ties it may have: limits.max_handles is 1", failure(spawn));
        assertEquals(1, host.count());
        processes.spawn(parent.pid(), host, template, Launch.of(), Tie.LINK).block(LIMIT);
    }

    @Test
    void the_pids_of_a_host_that_is_made_anew_are_new_ones() {
        Template template = JavaProcess.template(kernel, _ -> 1);
        ProcessHost before = kernel.host(HostOptions.of("again"));
        before.spawn(template, Launch.of()).exit().block(LIMIT);
        before.close();
        assertEquals(
                new Pid("again", 2),
                kernel.host(HostOptions.of("again")).spawn(template, Launch.of()).pid());
    }

    @Test
    void the_processes_of_steps_are_actors_too() {
        Template template = JavaProcess.template(kernel, process -> ((Event.Message) receive(process)).payload());
        StepVerifier.create(template.steps(Launch.of()).ofType(Step.Exited.class), 1)
                .then(() -> processes.send(new Pid("kernel", 1), "x", "hello").block(LIMIT))
                .assertNext(step -> assertEquals("hello", step.exit().value()))
                .expectComplete()
                .verify(LIMIT);
    }
}
