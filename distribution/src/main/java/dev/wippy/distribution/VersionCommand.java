package dev.wippy.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code wippy version}, and what {@code wippy --version} prints. */
@Command(name = "version", description = "Print the versions of Wippy and of the Java that it runs on.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.output().println(line());
        return ExitCode.OK;
    }

    @Override
    public String[] getVersion() {
        return new String[]{line()};
    }

    private static String line() {
        return "wippy " + version() + " (Java " + Runtime.version() + ", " + System.getProperty("os.name") + ' '
                + System.getProperty("os.arch") + ')';
    }

    private static String version() {
        var properties = new Properties();
        try (var in = VersionCommand.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
