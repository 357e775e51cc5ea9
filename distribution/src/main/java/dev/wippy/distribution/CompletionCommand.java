package dev.wippy.distribution;

import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wippy completion}: what a shell reads to complete the words of the command. */
@Command(name = "completion", description = "Print what bash and zsh read to complete wippy's words: source <(wippy completion)")
final class CompletionCommand implements Runnable {
    private final Console console;
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Spec
    void spec(CommandSpec its) {
        spec = its;
    }

    @Override
    public void run() {
        String script = AutoComplete.bash("wippy", spec.root().commandLine());
        console.output().print(script.getBytes(StandardCharsets.UTF_8));
    }
}
