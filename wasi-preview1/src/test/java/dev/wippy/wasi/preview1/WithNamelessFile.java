package dev.wippy.wasi.preview1;

import dev.wippy.kernel.spi.DirectoryEntries;
import dev.wippy.kernel.spi.FileEntry;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.FileType;
import dev.wippy.kernel.spi.OpenDirectory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file system each of whose directories begins with a file that has no name in Unicode, which Java itself can't make. */
record WithNamelessFile(FileSystem real) implements FileSystem {
    private static final FileEntry NAMELESS = new FileEntry(FileType.REGULAR_FILE, Optional.empty());

    @Override
    public byte[] read(String path, long maxBytes) {
        return real.read(path, maxBytes);
    }

    @Override
    public Optional<Path> directory() {
        return real.directory();
    }

    @Override
    public OpenDirectory open() {
        return directory(real.open());
    }

    private static OpenDirectory directory(OpenDirectory real) {
        return (OpenDirectory) Proxy.newProxyInstance(
                OpenDirectory.class.getClassLoader(),
                new Class<?>[]{OpenDirectory.class},
                (_, method, arguments) -> switch (call(real, method, arguments)) {
                    case OpenDirectory opened -> directory(opened);
                    case DirectoryEntries entries -> new Entries(entries);
                    case null -> null;
                    case Object other -> other;
                });
    }

    private static Object call(OpenDirectory real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** First the one without a name, by itself. */
    private static final class Entries implements DirectoryEntries {
        private final DirectoryEntries real;
        private boolean begun;

        Entries(DirectoryEntries real) {
            this.real = real;
        }

        @Override
        public List<FileEntry> next() {
            if (!begun) {
                begun = true;
                return List.of(NAMELESS);
            }
            return real.next();
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
