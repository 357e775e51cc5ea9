package acme.greeter;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The interface {@code acme:greeter/api}, as one process sees it: each function in one of the three ways there are. */
public final class GreeterApi {
    /** How far away the directory of users is. */
    static final Duration FAR = Duration.ofMillis(50);

    private static final Map<Long, User> USERS = Map.of(7L, new User(7, "Ada"), 8L, new User(8, "Grace"));

    private final Settings settings;
    private final Time time;

    GreeterApi(Settings settings, Time time) {
        this.settings = settings;
        this.time = time;
    }

    /** At once. */
    @WitFunction("greet")
    public String greet(String name) {
        return settings.greeting() + ", " + name + "!";
    }

    /** Suspends the guest until the {@code Mono} ends, and holds no thread meanwhile. */
    @WitFunction("lookup")
    public Mono<Optional<User>> lookup(@Unsigned long id) {
        return time.delay(FAR).thenReturn(Optional.ofNullable(USERS.get(id)));
    }

    /** Blocks, which is allowed: the guest runs on a virtual thread, and others go on. */
    @WitFunction("motto")
    public Result<String, String> motto() {
        if (settings.motto().isEmpty()) {
            return Result.err("no motto is set");
        }
        Path file = settings.motto().get();
        try (var lines = Files.lines(file)) {
            return Result.ok(lines.findFirst().orElse(""));
        } catch (IOException e) {
            return Result.err(file + " can't be read");
        }
    }
}
