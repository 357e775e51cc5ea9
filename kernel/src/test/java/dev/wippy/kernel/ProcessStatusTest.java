package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.WasmFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class ProcessStatusTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Operation WAIT = new Operation("wait", "for the test");

    private final TestNaps naps = new TestNaps(_ -> Mono.never());
    private final Kernel kernel = Kernel.builder().importModule(naps).build();
    private final ProcessHost host = kernel.host(HostOptions.of("h").withWorkers(1));

    @AfterEach
    void close() {
        kernel.close();
    }

    private Process guest(String method) {
        return host.spawn(kernel.wasm(Guests.program("ending.wasm", method)), Launch.of());
    }

    private Process java(JavaProcess.Code code) {
        return host.spawn(JavaProcess.template(kernel, code), Launch.of());
    }

    private Process waiter() {
        Process process = java(context -> context.await(Mono.never(), WAIT));
        Guests.untilItWaits(process);
        return process;
    }

    private static List<String> functions(ProcessStack stack) {
        return stack.guest().stream().map(WasmFrame::function).toList();
    }

    @Test
    void one_that_waits_says_what_for_and_whom_it_is_tied_to() {
        Process process = waiter();
        Process other = waiter();
        kernel.processes().register("b", process.pid()).block(LIMIT);
        kernel.processes().register("a", process.pid()).block(LIMIT);
        kernel.processes().link(process.pid(), other.pid()).block(LIMIT);
        kernel.processes().monitor(process.pid(), other.pid()).block(LIMIT);
        process.send("work", 1).block(LIMIT);
        ProcessStatus status = process.status();
        ProcessStatus.Wait wait = status.waiting().orElseThrow();
        assertEquals(
                new ProcessStatus(
                        process.pid(),
                        "test:java",
                        status.since(),
                        ProcessState.WAITING,
                        Optional.of(new ProcessStatus.Wait(WAIT, wait.lasts())),
                        2,
                        status.ran(),
                        OptionalLong.empty(),
                        status.memory(),
                        1,
                        new ProcessStatus.Ties(List.of(other.pid()), List.of(other.pid())),
                        List.of("a", "b")),
                status);
        assertTrue(!status.ran().isZero());
        assertTrue(status.memory() > 0, "a message is paid for");
    }

    @Test
    void the_time_that_it_has_waited_is_the_kernel_s() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            Process process = waiter();
            time.advanceTimeBy(Duration.ofHours(3));
            assertEquals(Duration.ofHours(3), process.status().waiting().orElseThrow().lasts());
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void one_that_computes_shows_its_functions() {
        Process process = guest("spin");
        while (naps.marks.get() == 0 || process.status().state() != ProcessState.RUNNING) {
            Thread.yield();
        }
        ProcessStack stack = process.stack();
        assertEquals(List.of("spin"), functions(stack));
    }

    @Test
    void one_that_has_no_turn_is_queued() {
        Process first = guest("spin");
        while (naps.marks.get() == 0) {
            Thread.yield();
        }
        assertEquals(ProcessState.RUNNING, running(first));
        Process second = java(_ -> null);
        // With one worker at most one of the two runs; the second one is over in its first turn.
        ProcessState state = second.status().state();
        assertTrue(state == ProcessState.QUEUED || second.exit().block(LIMIT).isNormal(), state.toString());
    }

    private static ProcessState running(Process process) {
        ProcessState state = process.status().state();
        while (state != ProcessState.RUNNING) {
            Thread.yield();
            state = process.status().state();
        }
        return state;
    }

    @Test
    void a_guest_that_waits_shows_its_functions_and_the_host_s() {
        Process process = guest("naps");
        Guests.untilItWaits(process);
        ProcessStack stack = process.stack();
        assertEquals(List.of("naps"), functions(stack));
        assertTrue(stack.host().stream().anyMatch(frame -> frame.getMethodName().equals("await")), stack.toString());
    }

    @Test
    void a_guest_whose_import_blocks_is_in_the_host() throws InterruptedException {
        var inside = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        naps.whileMaking = _ -> {
            inside.countDown();
            await(release);
        };
        Process process = guest("takes-and-naps");
        inside.await();
        assertEquals(ProcessState.IN_HOST, process.status().state());
        ProcessStack stack = process.stack();
        assertEquals(List.of("takes-and-naps"), functions(stack));
        assertTrue(
                stack.host().stream().anyMatch(frame -> frame.getClassName().startsWith(getClass().getName())),
                stack.toString());
        release.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    @Test
    void one_that_ended_is_remembered_with_its_reason_and_not_its_result() {
        Process good = java(_ -> "a result");
        good.exit().block(LIMIT);
        Process bad = guest("holds-and-traps");
        Exit exit = bad.exit().block(LIMIT);
        List<EndedProcess> ended = kernel.processes().ended();
        assertEquals(
                List.of(
                        new EndedProcess(bad.pid(), bad.entry(), ended.getFirst().since(), exit.at(),
                                Optional.of(new EndedProcess.Reason(ErrorKind.INTERNAL, "wasm trap: unreachable",
                                        exit.failure().orElseThrow().frames())),
                                OptionalInt.empty()),
                        new EndedProcess(good.pid(), good.entry(), ended.get(1).since(),
                                good.exit().block(LIMIT).at(), Optional.empty(), OptionalInt.empty())),
                ended);
        assertEquals(ProcessState.CLOSING, good.status().state());
    }

    @Test
    void the_last_thousand_ends_are_remembered() {
        var all = new ArrayList<Process>();
        for (int i = 0; i < Processes.ENDED_KEPT + 5; i++) {
            all.add(java(_ -> null));
            all.getLast().exit().block(LIMIT);
        }
        List<EndedProcess> ended = kernel.processes().ended();
        assertEquals(Processes.ENDED_KEPT, ended.size());
        assertEquals(all.getLast().pid(), ended.getFirst().pid());
        assertEquals(all.get(5).pid(), ended.getLast().pid());
    }

    @Test
    void one_that_was_refused_never_was() {
        host.close();
        assertThrows(KernelException.class, () -> java(_ -> null));
        assertEquals(List.of(), kernel.processes().ended());
    }
}
