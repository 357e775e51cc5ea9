package dev.wippy.wasi.preview1;

import dev.wippy.kernel.spi.CoreHostFunction;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.wasi.filesystem.open.FileThreads;
import dev.wippy.wasi.filesystem.open.Held;
import dev.wippy.wasi.filesystem.open.Mounted;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code imports: [wasi1]} enables: WASI preview 1 whole, for core modules, over the same mounts, streams and clocks
 * that components have.
 */
public final class Preview1Module implements ImportModule {
    private static final String INTERFACE = "wasi_snapshot_preview1";

    private final FileThreads threads = new FileThreads(FileThreads.DEFAULT_MAX, FileThreads.DEFAULT_QUOTA);
    private final SecureRandom secure = new SecureRandom();

    @Override
    public String name() {
        return "wasi1";
    }

    @Override
    public List<String> aliases() {
        return List.of("preview1", INTERFACE);
    }

    @Override
    public List<String> interfaces() {
        return List.of(INTERFACE);
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        imports.bindCore(INTERFACE, functions(process));
    }

    private Map<String, CoreHostFunction> functions(ProcessContext process) {
        var files = new ProcessFiles(process);
        process.onClose(files);
        Descriptors descriptors = descriptors(process, files);
        var stat = new Stat();
        var program = new Program(process, secure);
        var calls = new Calls();
        program.addTo(calls);
        new FdCalls(descriptors, files, stat).addTo(calls);
        new TransferCalls(descriptors, files, new StandardStreams(process)).addTo(calls);
        new PathCalls(descriptors, files, stat).addTo(calls);
        new PollCalls(process, program, descriptors, files).addTo(calls);
        new SocketCalls(descriptors).addTo(calls);
        return calls.functions();
    }

    /** The standard streams are 0 to 2; the mounts follow. */
    private Descriptors descriptors(ProcessContext process, ProcessFiles files) {
        var descriptors = new Descriptors(process.limits().maxHandles());
        Stdio stdio = process.stdio();
        descriptors.add(new Descriptor.Input(stdio.input(), stdio.inputIsTerminal()));
        descriptors.add(new Descriptor.Output(stdio.output(), stdio.outputIsTerminal()));
        descriptors.add(new Descriptor.Output(stdio.error(), stdio.errorIsTerminal()));
        for (MountSettings.Mount mount : process.config(MountSettings.class).orElse(MountSettings.NONE).mounts()) {
            Held<FileHandle> top = Mounted.open(mount, process, files, threads).top();
            descriptors.add(new Descriptor.OfDirectory(
                    mount.fileSystem(),
                    top,
                    (OpenDirectory) top.value(),
                    !mount.readOnly(),
                    Rights.DIRECTORY,
                    Rights.DIRECTORY | Rights.FILE,
                    0,
                    Optional.of(mount.guest())));
        }
        return descriptors;
    }

    @Override
    public void close() {
        threads.close();
    }
}
