package dev.wippy.wasi.filesystem;

import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.wasi.filesystem.open.FileThreads;
import dev.wippy.wasi.filesystem.open.Mounted;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** What {@code imports: [wasi:filesystem]} enables: {@code wasi:filesystem} whole, over the mounts of the entry. */
public final class FilesystemModule implements ImportModule {
    private static final String PREOPENS = "wasi:filesystem/preopens@0.2.12";
    private static final String TYPES = "wasi:filesystem/types@0.2.12";

    private final FileThreads threads;
    private final MetadataHash hash = new MetadataHash();

    public FilesystemModule() {
        this(new FileThreads(FileThreads.DEFAULT_MAX, FileThreads.DEFAULT_QUOTA));
    }

    FilesystemModule(FileThreads threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return "wasi:filesystem";
    }

    @Override
    public List<String> interfaces() {
        return List.of(PREOPENS, TYPES);
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        var files = new ProcessFiles(process);
        process.onClose(files);
        List<Mounted> mounts = process.config(MountSettings.class).orElse(MountSettings.NONE).mounts().stream()
                .map(mount -> Mounted.open(mount, process, files, threads))
                .toList();
        imports.bind(PREOPENS, new Preopens(mounts), MethodHandles.lookup());
        imports.bind(TYPES, new PathFunctions(files, hash), MethodHandles.lookup());
    }

    /** Every libc asks for its preopens before {@code main}; that there are none grants nothing. */
    @Override
    public void linkUndeclared(Imports imports, ProcessContext process) {
        imports.bind(PREOPENS, new Preopens(List.of()), MethodHandles.lookup());
        imports.bind(TYPES, new UndeclaredTypes(), MethodHandles.lookup());
    }

    @Override
    public void close() {
        threads.close();
    }
}
