package dev.wippy.bench.processes;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Event;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.spi.Mailbox;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.concurrent.locks.LockSupport;

/** Messages between processes: there and back, and as many as go. */
final class Messages {
    private static final int COUNT = 100_000;
    private static final int ROUNDS = 4;
    private static final Operation RECEIVE = Operation.of("receive");

    private Messages() {}

    static void print(Bench bench) {
        try (ProcessHost host = bench.host()) {
            for (int round = 1; round <= ROUNDS; round++) {
                latency(bench, host, round);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                rate(bench, host, round);
            }
        }
    }

    private static Event.Message receive(ProcessContext process, Mailbox mailbox) {
        if (process.await(mailbox.receive(), RECEIVE) instanceof Event.Message message) {
            return message;
        }
        throw new IllegalStateException("what came was no message");
    }

    private static void latency(Bench bench, ProcessHost host, int round) {
        Template echo = bench.java(process -> {
            Mailbox mailbox = process.mailbox();
            for (int i = 0; i < COUNT; i++) {
                Event.Message message = receive(process, mailbox);
                process.await(process.actor().send(message.sender().orElseThrow(), "reply", "text"),
                        Operation.of("send"));
            }
            return null;
        });
        Process answering = host.spawn(echo, Launch.of());
        Pid to = answering.pid();
        var spread = new Spread(COUNT);
        Template ask = bench.java(process -> {
            Mailbox mailbox = process.mailbox();
            for (int i = 0; i < COUNT; i++) {
                long start = System.nanoTime();
                process.await(process.actor().send(to, "question", "text"), Operation.of("send"));
                receive(process, mailbox);
                spread.add((System.nanoTime() - start) / 2);
            }
            return null;
        });
        Bench.run(host, ask);
        Bench.check(answering.exit().block(Bench.LIMIT));
        Bench.line("message from process to process", "%s, round %d of %d", spread.micros(), round, ROUNDS);
    }

    private static void rate(Bench bench, ProcessHost host, int round) {
        int count = 10 * COUNT;
        Template sink = bench.java(process -> {
            Mailbox mailbox = process.mailbox();
            for (int i = 0; i < count; i++) {
                receive(process, mailbox);
            }
            return null;
        });
        Process receiving = host.spawn(sink, Launch.of());
        Pid to = receiving.pid();
        Template source = bench.java(process -> {
            int full = 0;
            for (int sent = 0; sent < count;) {
                try {
                    process.await(process.actor().send(to, "topic", "text"), Operation.of("send"));
                    sent++;
                } catch (KernelException refused) {
                    if (refused.kind() != ErrorKind.UNAVAILABLE) {
                        throw refused;
                    }
                    full++;
                    LockSupport.parkNanos(20_000);
                }
            }
            return full;
        });
        long start = System.nanoTime();
        Bench.run(host, source);
        Bench.check(receiving.exit().block(Bench.LIMIT));
        Bench.line("messages a second, one sender and receiver", "%.0f, round %d of %d",
                count / Bench.micros(start) * 1e6, round, ROUNDS);
    }
}
