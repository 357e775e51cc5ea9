package dev.wippy.engine.load;

import static dev.wippy.engine.load.Modules.FAR;
import static dev.wippy.engine.load.Modules.call;
import static dev.wippy.engine.load.Modules.instance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.Safepoint;
import dev.wippy.engine.Unwind;
import dev.wippy.engine.generate.ClassGenerator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jspecify.annotations.Nullable;

/** What happens when a class is to be made, and something comes between. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LazyLoadingTest {

    static List<Throwable> mishaps() {
        return List.of(new OutOfMemoryError("Java heap space"), new StackOverflowError(), new AssertionError("a bug"),
                new IllegalStateException("a bug"), new VerifyError("a bug"), new NoClassDefFoundError("a bug"));
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void what_the_generator_throws_ends_the_call_and_the_next_one_has_the_code(Throwable mishap) {
        AtomicReference<@Nullable Throwable> next = new AtomicReference<>(mishap);
        try (GeneratingEngine engine = Modules.engine(Long.MAX_VALUE, (generator, name) -> {
            if (name.equals(FAR) && next.getAndSet(null) instanceof Throwable thrown) {
                throw LazyLoadingTest.<RuntimeException>sneak(thrown);
            }
            return generator.generate(name);
        })) {
            CoreInstance guest = instance(engine, 1);
            GenerationError error = assertThrows(GenerationError.class, () -> call(guest, "far"));
            assertEquals("code of a module could not be generated: " + mishap, error.getMessage());
            assertSame(mishap, error.getCause());
            assertEquals(1, call(guest, "near"));
            assertEquals(33, call(guest, "far"));
            assertEquals(33, call(instance(engine, 1), "far"));
        }
    }

    @Test
    void what_is_no_class_file_ends_the_call_and_the_next_one_has_the_code() {
        AtomicBoolean bad = new AtomicBoolean(true);
        try (GeneratingEngine engine = Modules.engine(Long.MAX_VALUE,
                (generator, name) -> name.equals(FAR) && bad.getAndSet(false)
                        ? Map.of(name, new byte[]{1})
                        : generator.generate(name))) {
            CoreInstance guest = instance(engine, 1);
            GenerationError error = assertThrows(GenerationError.class, () -> call(guest, "far"));
            assertInstanceOf(ClassFormatError.class, error.getCause());
            assertEquals(33, call(guest, "far"));
        }
    }

    @Test
    void all_who_wait_for_a_class_that_fails_are_told_and_no_thread_is_lost() {
        AtomicReference<@Nullable Error> failing = new AtomicReference<>(new OutOfMemoryError("Java heap space"));
        try (GeneratingEngine engine = Modules.engine(Long.MAX_VALUE, (generator, name) -> {
            if (name.equals(FAR) && failing.get() instanceof Error error) {
                throw error;
            }
            return generator.generate(name);
        })) {
            for (int round = 0; round < 10; round++) {
                List<CompletableFuture<Long>> calls = IntStream.range(0, 16)
                        .mapToObj(_ -> CompletableFuture.supplyAsync(() -> call(instance(engine, 1), "far"),
                                Thread::startVirtualThread))
                        .toList();
                calls.forEach(each -> assertInstanceOf(GenerationError.class,
                        assertThrows(CompletionException.class, each::join).getCause()));
            }
            failing.set(null);
            assertEquals(33, call(instance(engine, 1), "far"));
        }
    }

    @Test
    void an_interrupt_while_a_class_is_made_is_kept_for_later() throws Exception {
        Slowly slowly = new Slowly();
        try (GeneratingEngine engine = Modules.engine(Long.MAX_VALUE, slowly)) {
            CoreInstance guest = instance(engine, 1);
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            CompletableFuture<Long> answer = new CompletableFuture<>();
            Thread thread = Thread.ofVirtual().start(() -> {
                answer.complete(call(guest, "far"));
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            slowly.begun.await();
            thread.interrupt();
            slowly.release.countDown();
            assertEquals(33, answer.get());
            assertTrue(interrupted.get());
        }
    }

    @Test
    void a_guest_that_is_killed_while_a_class_is_made_ends_at_its_next_poll() throws Exception {
        Slowly slowly = new Slowly();
        Unwind killed = new Unwind("killed") {
            private static final long serialVersionUID = 1L;
        };
        Safepoint.Guest watched = new Safepoint.Guest() {
            @Override
            protected void reached() {
                throw killed;
            }
        };
        try (GeneratingEngine engine = Modules.engine(Long.MAX_VALUE, slowly)) {
            CoreInstance guest = instance(engine, 1);
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> end.complete(assertThrows(Throwable.class,
                    () -> Safepoint.run(watched, () -> call(guest, "spin")))));
            slowly.begun.await();
            watched.request();
            slowly.release.countDown();
            assertSame(killed, end.get());
            assertEquals(33, call(guest, "far"));
            assertEquals(0, engine.statistics().classes().left());
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Makes the far class when it is told to. */
    private static final class Slowly implements Generation {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);

        @Override
        public Map<String, byte[]> generate(ClassGenerator generator, String internal) {
            if (internal.equals(FAR)) {
                begun.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return generator.generate(internal);
        }
    }
}
