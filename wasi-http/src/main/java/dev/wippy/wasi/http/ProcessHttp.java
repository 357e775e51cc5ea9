package dev.wippy.wasi.http;

import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.wasi.sockets.network.NetworkPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a process has under way of HTTP, which ends with it. Safe for use by many threads. */
final class ProcessHttp implements AutoCloseable {

    /** Requests that a process may have under way. */
    static final int MAX_OPEN = 256;

    /** Bytes that its headers and bodies may hold here. */
    static final long MAX_BYTES = 32L << 20;

    private final ProcessContext process;
    private final NetworkPolicy policy;
    private final Set<Exchange> open = new HashSet<>();
    private long bytes;
    private boolean closed;

    ProcessHttp(ProcessContext process, NetworkPolicy policy) {
        this.process = process;
        this.policy = policy;
    }

    ProcessContext process() {
        return process;
    }

    NetworkPolicy policy() {
        return policy;
    }

    /** Takes note of one more; false if there are too many. */
    synchronized boolean opened(Exchange exchange) {
        return !closed && open.size() < MAX_OPEN && open.add(exchange);
    }

    synchronized void ended(Exchange exchange) {
        open.remove(exchange);
    }

    /** Pays for bytes; false if there are too many. */
    synchronized boolean takeBytes(int count) {
        if (closed || count > MAX_BYTES - bytes || !process.budget().takeBytes(count)) {
            return false;
        }
        bytes += count;
        return true;
    }

    synchronized void giveBytes(int count) {
        if (!closed) {
            bytes -= count;
            process.budget().giveBytes(count);
        }
    }

    /** The process is over. */
    @Override
    public void close() {
        List<Exchange> rest;
        synchronized (this) {
            process.budget().giveBytes(bytes);
            bytes = 0;
            closed = true;
            rest = List.copyOf(open);
        }
        rest.forEach(Exchange::abort);
    }
}
