package dev.wippy.engine.read;

import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.UnsupportedModuleException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads modules and validates all of them, the bodies in chunks on several threads.
 *
 * <p>The calling thread takes chunks too, and does not wait for a thread that has none: it is done even if the executor
 * never runs anything. Of several errors the one in the first body is thrown, whatever the threads do.
 */
public final class ModuleValidator {
    /** The bytes of bodies that a thread takes at a time: some milliseconds of cold code. */
    private static final int CHUNK = 64 << 10;

    private final ModuleDefinition module;
    private final List<FunctionBody> bodies;
    private final FunctionFacts[] facts;
    /** The first body of each chunk, and the number of bodies. */
    private final int[] chunks;
    private final AtomicInteger nextChunk = new AtomicInteger();
    private final CountDownLatch done;
    /** By chunk: its error. */
    private final @Nullable Throwable[] errors;

    private ModuleValidator(ModuleDefinition module) {
        this.module = module;
        this.bodies = module.bodies();
        this.facts = new FunctionFacts[bodies.size()];
        this.chunks = split(bodies);
        this.done = new CountDownLatch(chunks.length - 1);
        this.errors = new Throwable[chunks.length - 1];
    }

    /**
     * Reads a module and validates all of it.
     *
     * @param bytes the module; kept, never copied, and never to be changed from now on
     * @param executor what runs the other threads' part
     * @param threads how many threads to use at most, the calling one included
     * @throws InvalidModuleException if it is malformed or invalid
     * @throws UnsupportedModuleException if it uses what no engine here has
     */
    public static ReadModule read(byte[] bytes, Executor executor, int threads) {
        try {
            var module = ModuleReader.read(bytes);
            return new ReadModule.Valid(module, validate(module, executor, threads));
        } catch (NeedsOtherException e) {
            return new ReadModule.NeedsOther(e.feature, e.where);
        }
    }

    /** As {@link #read(byte[], Executor, int)}, on the calling thread alone. */
    public static ReadModule read(byte[] bytes) {
        return read(bytes, Runnable::run, 1);
    }

    /**
     * Reads the sections of a module again that was {@link ReadModule.Valid} before, as its hash says, without
     * validating its bodies: where they are is read when one is first asked for.
     *
     * @param bytes the module; kept, never copied, and never to be changed from now on
     * @throws InvalidModuleException if it was not valid before
     * @throws UnsupportedModuleException if it was not valid before
     */
    public static ModuleDefinition readAgain(byte[] bytes) {
        try {
            return ModuleReader.read(bytes, true);
        } catch (NeedsOtherException e) {
            throw new IllegalArgumentException("not a module that was found valid before", e);
        }
    }

    private static List<FunctionFacts> validate(ModuleDefinition module, Executor executor, int threads) {
        var validator = new ModuleValidator(module);
        int helpers = Math.min(threads, validator.chunks.length - 1) - 1;
        for (int i = 0; i < helpers; i++) {
            try {
                executor.execute(validator::work);
            } catch (RejectedExecutionException e) {
                // The calling thread does it all.
                break;
            }
        }
        validator.work();
        validator.await();
        for (Throwable error : validator.errors) {
            switch (error) {
                case null -> {
                    // The chunk is valid.
                }
                case Error e -> throw e;
                case RuntimeException e -> throw e;
                default -> throw new IllegalStateException("validation throws no checked exception", error);
            }
        }
        return Arrays.asList(validator.facts);
    }

    private static int[] split(List<FunctionBody> bodies) {
        var chunks = new IntList();
        int from = Integer.MIN_VALUE;
        for (int i = 0; i < bodies.size(); i++) {
            if (bodies.get(i).end() - from > CHUNK || i == 0) {
                chunks.add(i);
                from = bodies.get(i).entry();
            }
        }
        chunks.add(bodies.size());
        return chunks.toArray();
    }

    private void work() {
        FunctionValidator validator = null;
        for (int chunk = nextChunk.getAndIncrement(); chunk < errors.length; chunk = nextChunk.getAndIncrement()) {
            try {
                if (validator == null) {
                    validator = new FunctionValidator(module);
                }
                for (int i = chunks[chunk]; i < chunks[chunk + 1]; i++) {
                    facts[i] = validator.validate(bodies.get(i));
                }
            } catch (RuntimeException | Error e) {
                errors[chunk] = e;
                // Chunks are taken in order: those before this one are in work, those behind it no longer matter.
                abandon();
            } finally {
                done.countDown();
            }
        }
    }

    private void abandon() {
        for (int chunk = nextChunk.getAndIncrement(); chunk < errors.length; chunk = nextChunk.getAndIncrement()) {
            done.countDown();
        }
    }

    /** Waits for the chunks that other threads have taken; an interrupt is kept for later. */
    private void await() {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
