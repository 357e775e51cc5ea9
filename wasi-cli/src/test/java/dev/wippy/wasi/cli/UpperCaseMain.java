package dev.wippy.wasi.cli;

import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Readiness;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A program that copies standard input to standard output in upper case, and sums up on standard error. */
final class UpperCaseMain {

    private UpperCaseMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var writer = new PipeWriter("writer");
        var input = new PipeSource("standard input", new FileInputStream(FileDescriptor.in));
        var output = writer.sink("standard output", new FileOutputStream(FileDescriptor.out));
        var error = writer.sink("standard error", new FileOutputStream(FileDescriptor.err));
        int count = 0;
        try {
            Optional<byte[]> bytes = input.poll(1000);
            while (bytes.isPresent()) {
                if (bytes.get().length == 0) {
                    await(input.readable());
                } else {
                    count += bytes.get().length;
                    String text = new String(bytes.get(), StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
                    await(output.writable());
                    output.write(text.getBytes(StandardCharsets.US_ASCII));
                }
                bytes = input.poll(Math.min(1000, Math.max(1, output.capacity())));
            }
            writer.flush();
            output.capacity();
        } catch (KernelException failure) {
            error.write(failure.getMessage().getBytes(StandardCharsets.US_ASCII));
            writer.flush();
            System.exit(1);
        }
        String sum = count + " bytes";
        error.write(sum.getBytes(StandardCharsets.US_ASCII));
        writer.flush();
    }

    private static void await(Readiness readiness) throws InterruptedException {
        var ready = new CountDownLatch(1);
        readiness.onReady(ready::countDown);
        ready.await();
    }
}
