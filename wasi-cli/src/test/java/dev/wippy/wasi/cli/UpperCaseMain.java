package dev.wippy.wasi.cli;

import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Readiness;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A program that copies standard input to standard output in upper case, and sums up on standard error. */
final class UpperCaseMain {

    private UpperCaseMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var streams = new StandardStreams();
        var stdio = streams.stdio();
        int count = 0;
        try {
            Optional<byte[]> bytes = stdio.input().poll(1000);
            while (bytes.isPresent()) {
                if (bytes.get().length == 0) {
                    await(stdio.input().readable());
                } else {
                    count += bytes.get().length;
                    String text = new String(bytes.get(), StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
                    await(stdio.output().writable());
                    stdio.output().write(text.getBytes(StandardCharsets.US_ASCII));
                }
                bytes = stdio.input().poll(Math.min(1000, Math.max(1, stdio.output().capacity())));
            }
            streams.flush();
            stdio.output().capacity();
        } catch (KernelException failure) {
            stdio.error().write(failure.getMessage().getBytes(StandardCharsets.US_ASCII));
            streams.flush();
            System.exit(1);
        }
        String sum = "%d bytes, terminals: %s %s %s"
                .formatted(count, stdio.inputIsTerminal(), stdio.outputIsTerminal(), stdio.errorIsTerminal());
        stdio.error().write(sum.getBytes(StandardCharsets.US_ASCII));
        streams.flush();
    }

    private static void await(Readiness readiness) throws InterruptedException {
        var ready = new CountDownLatch(1);
        readiness.onReady(ready::countDown);
        ready.await();
    }
}
