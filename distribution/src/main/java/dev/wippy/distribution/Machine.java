package dev.wippy.distribution;

import dev.wippy.embed.Wippy;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.registry.App;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Wippy that one command runs an app on. */
final class Machine implements AutoCloseable {
    private final CompileReport report;
    private final Wippy wippy;

    /**
     * One for the app of the command line.
     *
     * @param plugins the folders whose jars are loaded
     * @param stdio what processes have that nobody gave standard streams
     */
    static Machine ofApp(Console console, GlobalOptions options, List<Path> plugins, Stdio stdio) {
        return new Machine(
                console, options, plugins, Wippy.builder().app(options.root(console.shell())).stdio(stdio));
    }

    /** One without an app. */
    static Machine bare(Console console, GlobalOptions options, List<Path> plugins) {
        return new Machine(console, options, plugins, Wippy.builder());
    }

    private Machine(Console console, GlobalOptions options, List<Path> plugins, Wippy.Builder builder) {
        report = new CompileReport(console, options.verbose());
        builder.compileListener(report);
        CacheFolder.of(console.shell().environment())
                .ifPresentOrElse(
                        builder::cacheDirectory,
                        () -> report.cacheUnusable("neither XDG_CACHE_HOME nor HOME is an absolute path"));
        plugins.forEach(builder::plugins);
        wippy = builder.build();
    }

    /** Those of the installation, and those of the folder that the command line names. */
    static List<Path> plugins(Shell shell, List<Path> named) {
        var folders = new ArrayList<Path>();
        shell.installation()
                .map(home -> home.resolve("plugins"))
                .filter(Files::isDirectory)
                .ifPresent(folders::add);
        named.forEach(folder -> folders.add(shell.workingDirectory().resolve(folder)));
        return List.copyOf(folders);
    }

    App app() {
        return wippy.app().orElseThrow();
    }

    Wippy wippy() {
        return wippy;
    }

    @Override
    public void close() {
        report.close();
        report.totals(wippy.compileStatistics());
        wippy.close();
    }
}
