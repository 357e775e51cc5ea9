package dev.wippy.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Source;
import dev.wippy.kernel.spi.Stdio;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that are terminated in the middle of something, and scripts that are in a call of the host's. */
class ScriptKillTest {
    @TempDir
    Path folder;

    /** Standard output that counts what is written, and tells when something is. */
    private static class Watched implements Sink {
        final CountDownLatch written = new CountDownLatch(1);
        final AtomicInteger count = new AtomicInteger();

        @Override
        public int capacity() {
            return 1 << 16;
        }

        @Override
        public void write(byte[] bytes) {
            count.incrementAndGet();
            written.countDown();
        }

        @Override
        public boolean flushed() {
            return true;
        }

        @Override
        public Readiness writable() {
            return Readiness.ALWAYS;
        }

        @Override
        public Readiness drained() {
            return Readiness.ALWAYS;
        }

        void await() throws InterruptedException {
            if (!written.await(Scripts.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("nothing was written");
            }
        }
    }

    private static Process spawn(Scripts scripts, String name, Sink output) {
        Stdio stdio = new Stdio(Source.EMPTY, output, output, false, false, false);
        return scripts.app()
                .start("app:processes", ProcessHost.class)
                .spawn(scripts.app().template("app:" + name), Launch.of().withStdio(stdio));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "local function loop() io.write('x') while true do end end while true do pcall(loop) io.write('y') end",
        "local s = ('a'):rep(100000) io.write('x') pcall(string.find, s, ('.-'):rep(20) .. 'b') io.write('y')",
        "local s = ('a'):rep(40) io.write('x') pcall(string.match, s, ('a?'):rep(40) .. s .. 'b') io.write('y')",
        "local t = {} for i = 1, 100000 do t[i] = i end io.write('x')"
                + " pcall(table.sort, t, function() while true do end end) io.write('y')",
        "io.write('x') coroutine.wrap(function() while true do pcall(error) end end)() io.write('y')",
        "setmetatable({}, {__close = function() while true do end end, __gc = function() while true do end end})"
                + " io.write('x') while true do pcall(collectgarbage) end io.write('y')",
    })
    void a_script_that_is_terminated_does_nothing_more(String source) throws InterruptedException {
        try (var scripts = new Scripts(folder)) {
            scripts.add("script", source);
            var output = new Watched();
            Process process = spawn(scripts, "script", output);
            output.await();
            process.terminate();
            assertEquals(
                    ErrorKind.CANCELED, process.exit().block(Scripts.PATIENCE).failure().orElseThrow().kind());
            assertEquals(1, output.count.get());
        }
    }

    @Test
    void a_script_whose_call_of_the_host_takes_long_holds_no_other_up() throws InterruptedException {
        var go = new CountDownLatch(1);
        var slow = new Watched() {
            @Override
            public void write(byte[] bytes) {
                super.write(bytes);
                try {
                    go.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        };
        try (var scripts = new Scripts(folder, 1)) {
            scripts.add("slow", "io.write('x') return 'slow'").add("quick", "return 'quick'");
            Process first = spawn(scripts, "slow", slow);
            slow.await();
            assertEquals("quick", scripts.value("quick"));
            go.countDown();
            assertEquals("slow", first.exit().block(Scripts.PATIENCE).value());
        }
    }
}
