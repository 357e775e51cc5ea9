package dev.wippy.distribution;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wippy} alone: prints what there is. */
@Command(name = "wippy", description = "Runs WebAssembly components as processes.", synopsisSubcommandLabel = "COMMAND")
final class WippyCommand implements Runnable {

    @Mixin
    private final GlobalOptions options;

    @CommandLine.Option(names = {"-h",
        "--help"}, usageHelp = true, scope = CommandLine.ScopeType.INHERIT, description = "Print this help.")
    private boolean help;

    @CommandLine.Option(names = "--version", versionHelp = true, description = "Print the versions of Wippy and of Java.")
    private boolean version;

    private final VersionCommand versions;
    private CommandSpec spec = CommandSpec.create();

    WippyCommand(GlobalOptions options, VersionCommand versions) {
        this.options = options;
        this.versions = versions;
    }

    @Spec
    void spec(CommandSpec its) {
        its.versionProvider(versions);
        spec = its;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
