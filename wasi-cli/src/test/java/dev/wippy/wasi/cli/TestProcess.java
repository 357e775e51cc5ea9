package dev.wippy.wasi.cli;

import dev.wippy.engine.Budget;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Time;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.kernel.spi.Stdio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A process that never waits, and notes the codes that it exits with. */
final class TestProcess implements ProcessContext {
    private final Optional<ProgramSettings> settings;
    private final Stdio stdio;
    final List<Integer> exits = new ArrayList<>();

    TestProcess(Optional<ProgramSettings> settings, Stdio stdio) {
        this.settings = settings;
        this.stdio = stdio;
    }

    @Override
    public <T> Optional<T> config(Class<T> type) {
        return settings.filter(type::isInstance).map(type::cast);
    }

    @Override
    public Stdio stdio() {
        return stdio;
    }

    @Override
    public void exit(int code) {
        exits.add(code);
    }

    @Override
    public <T> T await(Mono<T> mono, Operation operation) {
        throw new AssertionError("await " + operation);
    }

    @Override
    public Time time() {
        return Time.system();
    }

    @Override
    public Pid pid() {
        return new Pid("test:host", 1);
    }

    @Override
    public String entry() {
        return "test:guest";
    }

    @Override
    public Launch launch() {
        return Launch.of();
    }

    @Override
    public Limits limits() {
        return Limits.defaults();
    }

    @Override
    public Budget budget() {
        return Budget.of(Budget.UNBOUNDED, Budget.UNBOUNDED);
    }

    @Override
    public void onClose(AutoCloseable resource) {
        throw new AssertionError("onClose " + resource);
    }
}
