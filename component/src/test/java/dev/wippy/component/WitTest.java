package dev.wippy.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Components printed as WIT. */
class WitTest {
    @Test
    void a_component_prints_as_its_world_and_the_packages_that_it_speaks_of() {
        assertEquals("""
                package root:component;

                world root {
                  enum color {
                    red,
                    dark-blue,
                  }

                  flags marks {
                    bold,
                    thin,
                  }

                  variant outline {
                    none,
                    round(u32),
                    free(list<u32>),
                  }

                  record shape {
                    name: string,
                    raw-data: list<u8>,
                    color: option<color>,
                    marks: marks,
                    outline: outline,
                    at: tuple<s32, f64>,
                    id: u64,
                    box: tuple<s8, s16, s32, s64>,
                  }

                  export acme:count/counters@1.2.0;
                  export same: func(shape: shape) -> shape;
                }

                package acme:count@1.2.0 {
                  interface counters {
                    resource counter {
                      constructor(start: u32);
                      try-make: static func(start: s32) -> result<counter, trouble>;
                      value: func() -> u32;
                    }

                    enum trouble {
                      none,
                      too-small,
                    }

                    merge: func(one: counter, other: counter) -> counter;

                    dropped: func() -> u32;
                  }
                }
                """, TestGuests.component("counters").wit());
    }

    @Test
    void instances_by_names_of_their_own_print_as_interfaces() {
        assertEquals("""
                package root:component;

                world root {
                  @external-id("db:one")
                  import primary: acme:kit/store@1.0.0;
                  import secondary: acme:kit/store@1.0.0;

                  export sizes: func() -> list<u32, 2>;
                  export sum: func(of: list<u8, 3>) -> u32;
                  export entries: func(of: map<u32, char>) -> map<u32, char>;
                }

                package acme:kit@1.0.0 {
                  interface store {
                    size: func() -> u32;
                  }
                }
                """, TestGuests.component("attributes").wit());
    }

    @Test
    void an_interface_uses_the_types_of_others() {
        String wit = Component.parse(SharedGuests.bytes("rust-wit/app.wasm")).wit();
        assertTrue(wit.contains("""
                  interface streams {
                    use error.{error};
                    use poll.{pollable};

                    resource input-stream;
                """), wit);
        assertTrue(wit.contains("""
                  interface monotonic-clock {
                    use wasi:io/poll@0.2.12.{pollable};
                """), wit);
    }

    /** Needs jco: named by JCO, or on the path. */
    @Test
    void the_world_is_the_one_that_jco_prints() throws IOException, InterruptedException {
        Optional<Path> jco = jco();
        if (jco.isEmpty()) {
            System.out.println("skipped: jco is missing, and JCO does not name it");
        }
        Assumptions.assumeTrue(jco.isPresent(), "jco is missing");
        for (Path each : guests()) {
            String theirs = run(jco.get(), each);
            String ours = Component.parse(Files.readAllBytes(each)).wit();
            int packages = ours.indexOf("\n\npackage ", 1);
            assertEquals(theirs.strip(), (packages < 0 ? ours : ours.substring(0, packages)).strip(), each.toString());
        }
    }

    private static List<Path> guests() throws IOException {
        List<Path> own = Stream.of("nested", "versions", "attributes", "async", "given-component")
                .map(name -> Path.of("src", "test", "guests", name + ".wasm"))
                .toList();
        Path shared = Path.of("..", "..", "shared", "guests");
        Stream<Path> more = Stream.of("rust-wit/app.wasm", "c-wit/app.wasm", "c/hello.p2.wasm", "rust/main.p2.wasm",
                "js/calc.qjs-min.wasm", "assemblyscript/a.wasm").map(shared::resolve).filter(Files::exists);
        return Stream.concat(own.stream(), more).toList();
    }

    private static Optional<Path> jco() {
        String named = System.getenv("JCO");
        Stream<Path> path = Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .map(folder -> Path.of(folder, "jco"));
        return Stream.concat(Stream.ofNullable(named).map(Path::of), path).filter(Files::isExecutable).findFirst();
    }

    private static String run(Path jco, Path guest) throws IOException, InterruptedException {
        Path out = Files.createTempFile("wit", ".txt");
        try {
            Process process = new ProcessBuilder(jco.toString(), "wit", guest.toString())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertEquals(0, process.waitFor(), "jco wit " + guest);
            return Files.readString(out);
        } finally {
            Files.delete(out);
        }
    }
}
