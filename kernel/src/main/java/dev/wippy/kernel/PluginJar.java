package dev.wippy.kernel;

import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.ProcessKind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One plugin, in a class loader of its own: two may bring different versions of one library. */
final class PluginJar implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginJar.class);
    private static final List<Class<?>> SERVICES = List.of(ImportModule.class, EntryKind.class, ProcessKind.class);

    private final Path path;
    private final Optional<String> version;
    private final URLClassLoader loader;
    private final List<Object> providers = new ArrayList<>();

    private PluginJar(Path path, Optional<String> version, URLClassLoader loader) {
        this.path = path;
        this.version = version;
        this.loader = loader;
    }

    /**
     * Makes all that it offers.
     *
     * @throws KernelException of kind Invalid that names the jar and what is wrong with it
     */
    static PluginJar open(Path path, ClassLoader parent) {
        // A class loader takes a file that is no jar for an empty one.
        Optional<String> version;
        try (var jar = new JarFile(path.toFile())) {
            version = version(jar);
        } catch (IOException e) {
            throw broken(path, Files.exists(path) ? "can't be read as a jar: " + e.getMessage() : "is not there", e);
        }
        var opened = new PluginJar(path, version, new URLClassLoader("plugin " + path.getFileName(), new URL[]{url(
                path)},
                parent));
        try {
            opened.load();
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
        return opened;
    }

    private static Optional<String> version(JarFile jar) throws IOException {
        Manifest manifest = jar.getManifest();
        if (manifest != null) {
            String said = manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            if (said != null) {
                return Optional.of(said);
            }
        }
        var module = jar.getEntry("module-info.class");
        if (module == null) {
            return Optional.empty();
        }
        try (InputStream in = jar.getInputStream(module)) {
            return ModuleDescriptor.read(in).rawVersion();
        }
    }

    Plugin plugin() {
        var offers = new TreeSet<String>();
        for (Object provider : providers) {
            switch (provider) {
                case ImportModule module -> offers.add("import " + module.name());
                case EntryKind kind -> kind.kinds().forEach(each -> offers.add("entry " + each));
                case ProcessKind kind -> kind.kinds().forEach(each -> offers.add("process " + each));
                default -> throw new IllegalStateException("no service: " + provider);
            }
        }
        return new Plugin(path, version, List.copyOf(offers));
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw broken(path, "has no URL: " + e.getMessage(), e);
        }
    }

    private void load() {
        try {
            SERVICES.forEach(this::load);
        } catch (ServiceConfigurationError | LinkageError failed) {
            throw broken(path, "does not load: " + why(failed), failed);
        } catch (RuntimeException failed) {
            throw broken(path, "failed when it was asked what it offers: " + failed, failed);
        }
        if (providers.isEmpty()) {
            throw broken(
                    path,
                    "offers nothing: it has none of the files "
                            + String.join(
                                    ", ",
                                    SERVICES.stream()
                                            .map(service -> "META-INF/services/" + service.getName())
                                            .toList()),
                    null);
        }
    }

    private <T> void load(Class<T> service) {
        ServiceLoader.load(service, loader).stream()
                // What the parent offers is found there.
                .filter(provider -> provider.type().getClassLoader() == loader)
                .forEach(provider -> {
                    T made = provider.get();
                    ask(made);
                    providers.add(made);
                });
    }

    /** One that was compiled for another version fails here, where the jar can be named. */
    private static void ask(Object provider) {
        switch (provider) {
            case ImportModule module -> {
                module.name();
                module.aliases();
                module.brings();
                module.interfaces();
            }
            case EntryKind kind -> kind.kinds();
            case ProcessKind kind -> kind.kinds();
            default -> throw new IllegalStateException("no service: " + provider);
        }
    }

    private static String why(Throwable failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return failed instanceof ServiceConfigurationError && cause != failed
                ? failed.getMessage() + ": " + cause
                : failed.toString();
    }

    private static KernelException broken(Path path, String why, @Nullable Throwable cause) {
        return new KernelException(ErrorKind.INVALID, "plugin " + path + " " + why, cause);
    }

    <T> List<T> providers(Class<T> service) {
        return providers.stream().filter(service::isInstance).map(service::cast).toList();
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            LOG.warn("closing the plugin {} failed", path, e);
        }
    }
}
