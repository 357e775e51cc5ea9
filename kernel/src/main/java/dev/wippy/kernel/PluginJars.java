package dev.wippy.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The plugins that a kernel was given as jars. */
final class PluginJars implements AutoCloseable {
    private final List<PluginJar> jars = new ArrayList<>();

    private PluginJars() {}

    /** @throws KernelException of kind Invalid that names the first jar that does not load; none stays open then */
    static PluginJars open(List<Path> paths, ClassLoader parent) {
        var opened = new PluginJars();
        try {
            paths.forEach(path -> opened.jars.add(PluginJar.open(path, parent)));
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
        return opened;
    }

    List<Plugin> all() {
        return jars.stream().map(PluginJar::plugin).toList();
    }

    <T> List<T> providers(Class<T> service) {
        return jars.stream().flatMap(jar -> jar.providers(service).stream()).toList();
    }

    /** Their classes that were not loaded until now can't be any more. */
    @Override
    public void close() {
        jars.forEach(PluginJar::close);
    }
}
