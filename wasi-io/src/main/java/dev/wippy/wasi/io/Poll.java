package dev.wippy.wasi.io;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.engine.Trap;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.Readiness;
import java.util.List;

/** The interface {@code wasi:io/poll}. */
final class Poll {
    private final ProcessContext process;

    Poll(ProcessContext process) {
        this.process = process;
    }

    @WitFunction("[method]pollable.ready")
    boolean ready(Pollable self) {
        return self.readiness().ready();
    }

    @WitFunction("[method]pollable.block")
    void block(Pollable self) {
        await(List.of(self), "wasi:io/poll.pollable.block");
    }

    @WitFunction("poll")
    List<Long> poll(List<Pollable> in) {
        if (in.isEmpty()) {
            throw new Trap("wasi:io/poll.poll: the list of pollables is empty");
        }
        return await(in, "wasi:io/poll.poll");
    }

    private List<Long> await(List<Pollable> in, String name) {
        List<Readiness> states = in.stream().map(Pollable::readiness).toList();
        return Waiting.untilAny(process, states, new Operation(name, detail(in))).stream()
                .map(Integer::longValue)
                .toList();
    }

    private static String detail(List<Pollable> in) {
        if (in.size() > 1) {
            return in.size() + " pollables";
        }
        String detail = in.getFirst().detail();
        return detail.isEmpty() ? "1 pollable" : detail;
    }
}
