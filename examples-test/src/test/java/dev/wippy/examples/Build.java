package dev.wippy.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the build that this test is part of has made so far, and a Maven that sees it. */
final class Build {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path TARGET = Path.of("target").toAbsolutePath();
    static final String VERSION = property("wippy.version");

    /** The zip, unpacked. */
    static final Path HOME = ROOT.resolve("distribution/target/wippy-" + VERSION + "/wippy-" + VERSION);

    private static final Path DOWNLOADED = Path.of(property("wippy.repository"));

    /** Whether the repository is that of this build. */
    private static boolean made;

    private Build() {}

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("this test runs in a Maven build, which sets " + name);
        }
        return value;
    }

    /** Runs Maven on a copy of an example: offline, with what this very build has made as if it were installed. */
    static Ran maven(Path project, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(property("wippy.maven") + "/bin/mvn");
        command.addAll(List.of("-q", "-B", "-o", "-Dmaven.repo.local=" + repository()));
        // Whoever downloaded a thing may have called the place by another name than Maven does by itself.
        command.add("-Daether.enhancedLocalRepository.trackingFilename=not.tracked");
        command.addAll(List.of(words));
        return Ran.of(project, Map.of(), command);
    }

    /**
     * A local repository that is the one of this build but for our own modules, which are those of this build and not what
     * somebody installed some day. Links, so that nothing is copied and nothing written to that one by name.
     */
    static synchronized Path repository() throws IOException {
        Path repository = TARGET.resolve("repository");
        if (!made) {
            delete(repository);
            Files.createDirectories(repository);
            link(DOWNLOADED, repository, "dev");
            Path dev = Files.createDirectories(repository.resolve("dev"));
            if (Files.isDirectory(DOWNLOADED.resolve("dev"))) {
                link(DOWNLOADED.resolve("dev"), dev, "wippy");
            }
            install(dev.resolve("wippy"));
            made = true;
        }
        return repository;
    }

    /** What an earlier build left; a link goes, and not what it leads to. */
    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (var files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static void link(Path from, Path to, String except) throws IOException {
        try (var files = Files.list(from)) {
            for (Path each : files.filter(file -> !file.endsWith(except)).toList()) {
                Files.createSymbolicLink(to.resolve(each.getFileName()), each);
            }
        }
    }

    private static void install(Path group) throws IOException {
        put(group, "wippy-parent", ROOT.resolve("pom.xml"), "pom");
        try (var modules = Files.list(ROOT)) {
            for (Path module : modules.filter(each -> Files.exists(each.resolve("pom.xml"))).toList()) {
                String artifact = "wippy-" + module.getFileName().toString().replace("testkit", "test");
                put(group, artifact, module.resolve("pom.xml"), "pom");
                Path jar = module.resolve("target").resolve(artifact + "-" + VERSION + ".jar");
                if (Files.exists(jar)) {
                    put(group, artifact, jar, "jar");
                }
            }
        }
    }

    private static void put(Path group, String artifact, Path file, String type) throws IOException {
        Path folder = Files.createDirectories(group.resolve(artifact).resolve(VERSION));
        Files.copy(file, folder.resolve(artifact + "-" + VERSION + "." + type));
    }

    /** Copies a folder of the repository, without what was built in it. */
    static Path copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Path inside = from.relativize(each);
                if (!inside.startsWith("target")) {
                    Path copy = to.resolve(inside.toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(each, copy);
                    if (Files.isExecutable(each)) {
                        copy.toFile().setExecutable(true);
                    }
                }
            }
        }
        return to;
    }
}
