package dev.wippy.distribution;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Asks a running app, see {@link AdminServer}. */
final class AdminClient {
    private final GlobalOptions options;
    private final Console console;

    AdminClient(GlobalOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    /**
     * Asks, and prints the answer.
     *
     * @param process of several that run the app, the one that is asked
     * @return the exit code
     * @throws CommandException if the app does not run, or several do and none is named
     */
    int ask(OptionalLong process, String... words) {
        AdminServer.Reply reply = reply(process, List.of(words));
        if (reply.exitCode() == ExitCode.OK) {
            console.output().print(reply.text().getBytes(StandardCharsets.UTF_8));
        } else {
            console.complain(reply.text());
        }
        return reply.exitCode();
    }

    AdminServer.Reply reply(OptionalLong process, List<String> words) {
        AppSocket socket = socket(process);
        try (SocketChannel channel = socket.connect()) {
            channel.write(ByteBuffer.wrap((JsonWriter.write(words) + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf('\n');
            if (end < 0) {
                throw new CommandException(ExitCode.FAILED, "the app ended before it answered");
            }
            return new AdminServer.Reply(Integer.parseInt(answer.substring(0, end)), answer.substring(end + 1));
        } catch (IOException gone) {
            throw new CommandException(ExitCode.FAILED, OneLine.of("the app does not answer: " + gone.getMessage()));
        }
    }

    private AppSocket socket(OptionalLong process) {
        var root = options.root(console.shell());
        try {
            List<AppSocket> running = AppSocket.ofRunning(console.shell().environment(), root);
            List<AppSocket> meant = running.stream()
                    .filter(each -> process.isEmpty() || process.getAsLong() == each.process())
                    .toList();
            if (meant.size() == 1) {
                return meant.getFirst();
            }
            String numbers =
                    running.stream().map(each -> Long.toString(each.process())).collect(Collectors.joining(", "));
            if (meant.isEmpty()) {
                throw new CommandException(ExitCode.FAILED, OneLine.of("no wippy runs the app " + root)
                        + (running.isEmpty()
                                ? " (wippy run starts it)"
                                : " as " + process.getAsLong() + "; there are "
                                        + numbers));
            }
            throw CommandException.usage("the app runs more than once: choose one by --of: " + numbers);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, OneLine.of("can't look for the app: " + e.getMessage()));
        }
    }
}
