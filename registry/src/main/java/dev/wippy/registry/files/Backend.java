package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.OpenDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Locale;
import java.util.Optional;

/** By what means a folder is confined. */
enum Backend {
    /** {@code openat2}: the kernel confines each path while it resolves it. */
    LINUX {
        @Override
        OpenDirectory open(Path folder) {
            int descriptor = (int) Linux.check(Linux.openFolder(folder.toString()));
            try {
                return new LinuxDirectory(new LinuxHandle(descriptor, LinuxStat.of(descriptor)));
            } catch (FileException failed) {
                Linux.close(descriptor);
                throw failed;
            }
        }
    },

    /** Java's own functions, one component at a time. */
    WALK {
        @Override
        OpenDirectory open(Path folder) {
            return JavaErrors.run(() -> {
                WalkNode node = new WalkNode(stream(folder));
                try {
                    return new WalkDirectory(new WalkRoot(folder), node);
                } catch (FileException failed) {
                    node.close();
                    throw failed;
                }
            });
        }
    };

    /** {@code walk} keeps even Linux from {@code openat2}. */
    static final String PROPERTY = "dev.wippy.files";

    abstract OpenDirectory open(Path folder);

    /** The one that this system is to use. */
    static Backend chosen() {
        boolean walk = "walk".equals(System.getProperty(PROPERTY));
        return !walk && LinuxProbe.AVAILABLE ? LINUX : WALK;
    }

    /** Opens a directory so that what is in it can be opened relative to it, wherever it is moved. */
    static SecureDirectoryStream<Path> stream(Path folder) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(folder);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new FileException(FileError.UNSUPPORTED, "folders can't be confined on this system");
    }

    /** Asked once. */
    private static final class LinuxProbe {
        static final boolean AVAILABLE = available();

        /** Old kernels lack the call, and so do containers that filter what they do not know. */
        private static boolean available() {
            String system = System.getProperty("os.name");
            String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
            if (!system.equals("Linux") || !Optional.of(processor)
                    .filter(each -> each.equals("amd64") || each.equals("aarch64"))
                    .isPresent()) {
                return false;
            }
            int root = Linux.openFolder("/");
            if (root < 0) {
                return false;
            }
            int beneath = Linux.openBeneath(root, ".", Linux.O_PATH);
            if (beneath >= 0) {
                Linux.close(beneath);
            }
            Linux.close(root);
            return beneath >= 0;
        }
    }
}
