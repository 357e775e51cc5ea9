package dev.wippy.registry;

import dev.wippy.kernel.spi.Position;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the files that may declare entries, in lexical order. Each folder is walked once, however many links lead to
 * it, so that a link to a folder above ends nothing; a link that leads out of the app is not followed.
 */
final class SourceTree {

    /** More would be a disk, and no app. */
    static final int MAX_FILES = 10_000;

    private static final int MAX_DEPTH = 64;
    private static final Set<String> SKIPPED = Set.of("node_modules", "target");

    private final AppFolder app;
    private final Reports reports;
    private final Set<Path> walked = new HashSet<>();
    private final List<Path> found = new ArrayList<>();

    SourceTree(AppFolder app, Reports reports) {
        this.app = app;
        this.reports = reports;
    }

    List<Path> files(Path sources) {
        walk(sources, 0);
        if (found.size() > MAX_FILES) {
            reports.problem(Problem.of(
                    position(sources),
                    "more than " + MAX_FILES + " YAML files under " + sources + ", so that this is no app's folder"));
            return List.of();
        }
        found.sort(Comparator.comparing(app::shown));
        return List.copyOf(found);
    }

    private void walk(Path folder, int depth) {
        try {
            if (found.size() > MAX_FILES || !enters(folder)) {
                return;
            }
            if (depth > MAX_DEPTH) {
                reports.problem(Problem.of(position(folder), "folders nested more than " + MAX_DEPTH + " deep"));
                return;
            }
            for (Path each : children(folder)) {
                String name = each.getFileName().toString();
                if (Files.isDirectory(each)) {
                    if (!name.startsWith(".") && !SKIPPED.contains(name)) {
                        walk(each, depth + 1);
                    }
                } else if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
                    found.add(each);
                }
            }
        } catch (IOException e) {
            reports.problem(Problem.of(position(folder), "the folder " + folder + " can't be read"));
        }
    }

    private boolean enters(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!real.startsWith(app.root())) {
            reports.warning(Problem.of(
                    position(folder), "a link that leads out of the app root " + app.root() + " is not followed"));
            return false;
        }
        return walked.add(real);
    }

    private static List<Path> children(Path folder) throws IOException {
        var children = new ArrayList<Path>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort(Comparator.comparing(path -> path.getFileName().toString()));
        return children;
    }

    private Position position(Path path) {
        return new Position(app.shown(path), 1, 1);
    }
}
