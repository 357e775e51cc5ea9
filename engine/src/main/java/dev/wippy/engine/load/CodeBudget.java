package dev.wippy.engine.load;

import dev.wippy.engine.BudgetExceededException;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of generated classes an engine may have loaded at once. What a module took is given back when its loader
 * is gone, and with it its classes. Used by any thread.
 */
final class CodeBudget {
    /** When nothing else is said: of class files; what the JVM makes of them takes about as much again. */
    static final long DEFAULT = 512L << 20;
    /** A collection of all of the heap stops everybody: one that found nothing is not followed by another at once. */
    private static final long BETWEEN_COLLECTIONS = 10_000_000_000L;

    private final long most;
    private final AtomicLong taken = new AtomicLong();
    private final ReferenceQueue<ModuleLoader> gone = new ReferenceQueue<>();
    /** Holds the accounts, which hold no loader. */
    private final Set<Account> accounts = ConcurrentHashMap.newKeySet();
    private final AtomicLong collected = new AtomicLong(System.nanoTime() - BETWEEN_COLLECTIONS);

    /** @param most bytes at once */
    CodeBudget(long most) {
        this.most = most;
    }

    /** What one loader takes; given back when it is gone. */
    Account open(ModuleLoader loader) {
        giveBackGone();
        Account account = new Account(loader);
        accounts.add(account);
        return account;
    }

    /** The bytes that are taken now. */
    long taken() {
        giveBackGone();
        return taken.get();
    }

    private void giveBackGone() {
        for (var reference = gone.poll(); reference != null; reference = gone.poll()) {
            if (reference instanceof Account account && accounts.remove(account)) {
                taken.addAndGet(-account.own.get());
            }
        }
    }

    private boolean take(long count) {
        long before = taken.getAndUpdate(now -> count > most - now ? now : now + count);
        return count <= most - before;
    }

    /** Modules that nobody uses have their code until the collector finds them. */
    private boolean takeAfterCollection(long count) {
        long last = collected.get();
        long now = System.nanoTime();
        if (now - last < BETWEEN_COLLECTIONS || !collected.compareAndSet(last, now)) {
            return false;
        }
        System.gc();
        giveBackGone();
        return take(count);
    }

    /** What the classes of one loader take. */
    final class Account extends PhantomReference<ModuleLoader> {
        private final AtomicLong own = new AtomicLong();

        private Account(@Nullable ModuleLoader loader) {
            super(loader, gone);
        }

        /**
         * Takes the bytes of a class.
         *
         * @throws BudgetExceededException if the engine's modules have too many already
         */
        void take(long count) {
            giveBackGone();
            if (!CodeBudget.this.take(count) && !takeAfterCollection(count)) {
                throw new BudgetExceededException("the generated code of all modules may take " + most
                        + " bytes at once; " + taken.get() + " are taken, and the guest needs " + count + " more");
            }
            own.addAndGet(count);
        }

        /** Gives back the bytes of a class that was not loaded. */
        void give(long count) {
            own.addAndGet(-count);
            taken.addAndGet(-count);
        }
    }
}
