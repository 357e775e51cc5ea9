package dev.wippy.distribution;

import dev.wippy.registry.EntryHash;
import dev.wippy.registry.Hashes;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wippy hash}: the hashes of an app's binaries; starts nothing. */
@Command(name = "hash", description = "Compare the hash of each entry with its binary; exit code 1 if one differs.")
final class HashCommand implements Callable<Integer> {
    private final GlobalOptions options;
    private final Console console;

    @Option(names = "--write", description = "Fill in the hashes that are missing or differ; changes nothing else.")
    private boolean write;

    HashCommand(GlobalOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    @Override
    public Integer call() {
        var root = options.root(console.shell());
        List<EntryHash> hashes = write ? Hashes.write(root) : Hashes.compare(root);
        var rows = new Columns();
        for (EntryHash hash : hashes) {
            rows.add(hash.entry().id(), said(hash.state()), hash.actual().orElse(""));
        }
        rows.lines().forEach(console.output()::println);
        hashes.stream()
                .map(EntryHash::message)
                .filter(message -> !message.isEmpty())
                .forEach(console.error()::println);
        if (hashes.stream().anyMatch(hash -> hash.state() == EntryHash.State.OUTDATED)) {
            console.complain("wippy hash --write fills them in");
        }
        return hashes.stream().allMatch(HashCommand::isGood) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static boolean isGood(EntryHash hash) {
        return hash.state() == EntryHash.State.CURRENT || hash.state() == EntryHash.State.WRITTEN;
    }

    private static String said(EntryHash.State state) {
        return switch (state) {
            case CURRENT -> "current";
            case OUTDATED -> "differs";
            case WRITTEN -> "written";
            case NO_BINARY -> "no binary";
            case NOT_WRITABLE -> "not written";
        };
    }
}
