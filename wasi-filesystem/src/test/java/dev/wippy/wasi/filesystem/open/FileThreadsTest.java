package dev.wippy.wasi.filesystem.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.registry.files.MemoryFileSystem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FileThreadsTest {
    private final FileThreads threads = new FileThreads(4, 2);
    private final CountDownLatch hang = new CountDownLatch(1);

    @AfterEach
    void close() {
        hang.countDown();
        threads.close();
    }

    private void hang() {
        try {
            hang.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void a_file_system_that_hangs_does_not_stop_the_others() throws Exception {
        var hanging = threads.lane(new MemoryFileSystem(0));
        for (int i = 0; i < 100; i++) {
            hanging.submit(this::hang);
        }
        var served = new CountDownLatch(10);
        var other = threads.lane(new MemoryFileSystem(0));
        for (int i = 0; i < 10; i++) {
            other.submit(served::countDown);
        }
        assertTrue(served.await(30, TimeUnit.SECONDS));
    }

    @Test
    void no_more_than_the_quota_run_at_once() throws Exception {
        var lane = threads.lane(new MemoryFileSystem(0));
        var begun = new CountDownLatch(2);
        var running = Collections.synchronizedList(new ArrayList<Integer>());
        var all = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            int number = i;
            lane.submit(() -> {
                running.add(number);
                begun.countDown();
                hang();
                all.countDown();
            });
        }
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        assertEquals(2, running.size());
        hang.countDown();
        assertTrue(all.await(30, TimeUnit.SECONDS));
        assertEquals(
                IntStream.range(0, 10).boxed().toList(), running.stream().sorted().toList());
    }

    @Test
    void a_call_that_throws_takes_no_place_for_ever() throws Exception {
        var lane = threads.lane(new MemoryFileSystem(0));
        var served = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            lane.submit(() -> {
                throw new IllegalStateException("on purpose");
            });
        }
        lane.submit(served::countDown);
        assertTrue(served.await(30, TimeUnit.SECONDS));
    }

    @Test
    void processes_that_mount_the_same_share_its_quota() {
        var files = new MemoryFileSystem(0);
        assertSame(threads.lane(files), threads.lane(files));
    }

    @Test
    void what_comes_after_the_end_is_run_by_whoever_asks() {
        var lane = threads.lane(new MemoryFileSystem(0));
        threads.close();
        List<Thread> ran = new ArrayList<>();
        lane.submit(() -> ran.add(Thread.currentThread()));
        assertEquals(List.of(Thread.currentThread()), ran);
    }
}
