package dev.wippy.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.wasi.filesystem.open.FileThreads;
import dev.wippy.wasi.filesystem.open.Mounted;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import dev.wippy.component.bind.WitErrorException;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.MountSettings.Mount;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.registry.files.ConfinedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** What becomes of open files when a process ends. The processes are pieces of Java in real hosts. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class ProcessEndTest {
    private static final Set<DescriptorFlag> READ = EnumSet.of(DescriptorFlag.READ);

    private final FileThreads threads = new FileThreads(8, 4);
    private final Kernel kernel = Kernel.builder().build();
    private final ProcessHost host = kernel.host(HostOptions.of("test:host"));

    @TempDir
    Path folder;

    @BeforeEach
    void make_a_file() throws IOException {
        folder = folder.toRealPath();
        Files.writeString(folder.resolve("f"), "0123");
    }

    @AfterEach
    void close() {
        kernel.close();
        threads.close();
    }

    /** What a process does with its mount. */
    private interface Guest {
        void run(ProcessContext process, PathFunctions functions, Descriptor top);
    }

    private Process spawn(FileSystem files, Guest guest) {
        return host.spawn(
                kernel.template("test:guest", Optional.empty(), Limits.defaults(), process -> body(
                        process, files, guest)),
                Launch.of());
    }

    private ProcessBody body(ProcessContext process, FileSystem fileSystem, Guest guest) {
        return new ProcessBody() {
            @Override
            public void init() {}

            @Override
            public Object run() {
                var files = new ProcessFiles(process);
                process.onClose(files);
                var mounted = Mounted.open(new Mount("test:fs", fileSystem, "/", false), process, files, threads);
                guest.run(process, new PathFunctions(files, new MetadataHash()), Preopens.descriptor(mounted));
                return "done";
            }

            @Override
            public void close() {}
        };
    }

    private static Descriptor open(PathFunctions functions, Descriptor top) {
        return functions.openAt(top, Set.of(), "f", Set.of(), READ);
    }

    private static void waitForEver(ProcessContext process) {
        process.await(Mono.never(), Operation.of("for ever"));
    }

    /** How many descriptors of this program are in the folder. */
    private long descriptors() throws IOException {
        long count = 0;
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path each : open.toList()) {
                try {
                    count += Files.readSymbolicLink(each).startsWith(folder) ? 1 : 0;
                } catch (IOException closed) {
                    // The one that listed them.
                    assertTrue(Files.notExists(each));
                }
            }
        }
        return count;
    }

    @Test
    void ten_thousand_processes_that_are_killed_leave_no_file_open() throws Exception {
        FileSystem files = ConfinedFolder.of(folder);
        for (int batch = 0; batch < 50; batch++) {
            var started = new CountDownLatch(200);
            var processes = new ArrayList<Process>();
            for (int i = 0; i < 200; i++) {
                processes.add(spawn(files, (process, functions, top) -> {
                    open(functions, top);
                    functions.readDirectory(top);
                    functions.readViaStream(open(functions, top), 0);
                    started.countDown();
                    waitForEver(process);
                }));
            }
            assertTrue(started.await(60, TimeUnit.SECONDS));
            processes.forEach(Process::terminate);
            for (Process each : processes) {
                assertEquals(ErrorKind.CANCELED, each.exit().block().failure().orElseThrow().kind());
            }
        }
        assertEquals(0, descriptors());
    }

    @Test
    void a_process_that_returns_leaves_no_file_open() throws Exception {
        FileSystem files = ConfinedFolder.of(folder);
        var exit = spawn(files, (process, functions, top) -> open(functions, top)).exit().block();
        assertEquals("done", exit.value());
        assertEquals(0, descriptors());
    }

    /** A file system that takes its time to be opened. */
    private record Slow(FileSystem files, CountDownLatch asked, CountDownLatch go) implements FileSystem {
        @Override
        public OpenDirectory open() {
            asked.countDown();
            try {
                go.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            return files.open();
        }

        @Override
        public byte[] read(String path, long maxBytes) {
            return files.read(path, maxBytes);
        }

        @Override
        public Optional<Path> directory() {
            return files.directory();
        }
    }

    @Test
    void what_is_opened_after_the_kill_is_closed_on_arrival() throws Exception {
        var slow = new Slow(ConfinedFolder.of(folder), new CountDownLatch(1), new CountDownLatch(1));
        Process process = spawn(slow, (context, functions, top) -> waitForEver(context));
        assertTrue(slow.asked().await(30, TimeUnit.SECONDS));
        process.terminate();
        assertEquals(
                ErrorKind.CANCELED, process.exit().block().failure().orElseThrow().kind());
        var after = new CountDownLatch(4);
        slow.go().countDown();
        // As many as run at once: when they meet, what was before them is over.
        for (int i = 0; i < 4; i++) {
            threads.lane(slow).submit(() -> {
                after.countDown();
                try {
                    after.await();
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
            });
        }
        assertTrue(after.await(30, TimeUnit.SECONDS));
        assertEquals(0, descriptors());
    }

    @Test
    void a_process_has_at_most_so_many_files_open() throws Exception {
        var refused = new ArrayList<Object>();
        FileSystem files = ConfinedFolder.of(folder);
        var exit = spawn(files, (process, functions, top) -> {
            var open = new ArrayList<Descriptor>();
            for (int i = 1; i < ProcessFiles.MAX_OPEN; i++) {
                open.add(open(functions, top));
            }
            refused.add(assertThrows(WitErrorException.class, () -> open(functions, top)).error());
            open.getFirst().close();
            open(functions, top);
        }).exit().block();
        assertEquals(Optional.empty(), exit.failure());
        assertEquals(List.of(FileError.INSUFFICIENT_MEMORY), refused);
        assertEquals(0, descriptors());
    }

    @Test
    void streams_hold_at_most_so_many_bytes() throws Exception {
        FileSystem files = ConfinedFolder.of(folder);
        var refused = new ArrayList<Object>();
        var exit = spawn(files, (process, functions, top) -> {
            var held = new ProcessFiles(process);
            int taken = 0;
            while (held.takeBuffer(1 << 16)) {
                taken++;
            }
            refused.add(taken);
            held.close();
        }).exit().block();
        assertEquals(Optional.empty(), exit.failure());
        assertEquals(List.of((int) (ProcessFiles.MAX_BUFFERED >> 16)), refused);
    }
}
