package dev.wippy.test;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits as a test does: on its own thread, and not for ever. */
final class Patience {
    private Patience() {}

    /**
     * @param what is waited for, for the message
     * @throws AssertionError if it does not come
     */
    static <T> @Nullable T await(Future<@Nullable T> future, String what) {
        try {
            return future.get(TestKernel.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException plain) {
                throw plain;
            }
            throw new AssertionError(what, failed.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError(what + " did not come", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, interrupted);
        }
    }
}
