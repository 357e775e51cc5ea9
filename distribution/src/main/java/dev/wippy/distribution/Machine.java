package dev.wippy.distribution;

import dev.wippy.embed.Wippy;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.registry.App;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Wippy that one command runs an app on. */
final class Machine implements AutoCloseable {
    private final CompileReport report;
    private final Wippy wippy;

    /**
     * @param plugins the folders whose jars are loaded
     * @param stdio what processes have that nobody gave standard streams
     */
    Machine(Console console, GlobalOptions options, List<Path> plugins, Stdio stdio) {
        report = new CompileReport(console, options.verbose());
        Wippy.Builder builder =
                Wippy.builder().app(options.root(console.shell())).compileListener(report).stdio(stdio);
        CacheFolder.of(console.shell().environment())
                .ifPresentOrElse(
                        builder::cacheDirectory,
                        () -> report.cacheUnusable("neither XDG_CACHE_HOME nor HOME is an absolute path"));
        plugins.forEach(builder::plugins);
        wippy = builder.build();
    }

    /** Those of the installation, and those of the folder that the command line names. */
    static List<Path> plugins(Shell shell, List<Path> named) {
        var folders = new java.util.ArrayList<Path>();
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

    @Override
    public void close() {
        report.close();
        report.totals(wippy.compileStatistics());
        wippy.close();
    }
}
