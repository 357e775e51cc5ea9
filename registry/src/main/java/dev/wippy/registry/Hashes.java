package dev.wippy.registry;

import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Node;
import dev.wippy.registry.kinds.ContentHash;
import dev.wippy.registry.yaml.ScalarEdit;
import dev.wippy.registry.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hashes of an app's binaries, of which each entry says the one that it expects. Works on what is written, also in
 * an app that does not load; entries of a file that can't be parsed are left out.
 */
public final class Hashes {
    private Hashes() {}

    /**
     * Compares all hashes with the binaries, in the order of files and lines.
     *
     * @param root the app root
     * @throws KernelException of kind NotFound if there is no such folder
     */
    public static List<EntryHash> compare(Path root) {
        return new ArrayList<>(compared(root).values());
    }

    /**
     * Fills in the hashes that are missing or differ, in the files: these scalars and nothing else is changed.
     *
     * @param root the app root
     * @return all hashes, as they were, and which of them were written
     * @throws KernelException of kind NotFound if there is no such folder
     */
    public static List<EntryHash> write(Path root) {
        Map<Declaration, EntryHash> hashes = compared(root);
        Map<Path, List<Declaration>> byFile = new LinkedHashMap<>();
        hashes.forEach((declaration, hash) -> {
            if (hash.state() == EntryHash.State.OUTDATED) {
                byFile.computeIfAbsent(declaration.source().path(), _ -> new ArrayList<>())
                        .add(declaration);
            }
        });
        byFile.values().forEach(declarations -> writeFile(declarations, hashes));
        return List.copyOf(hashes.values());
    }

    private static Map<Declaration, EntryHash> compared(Path root) {
        var folder = new AppFolder(root);
        var declarations = Declarations.read(folder, new Reports());
        var binaries = new HashedBinaries(folder, declarations);
        Map<Declaration, EntryHash> hashes = new LinkedHashMap<>();
        for (Declaration each : declarations.all()) {
            if (HashedBinaries.KINDS.contains(each.entry().kind())) {
                hashes.put(each, compare(each, binaries));
            }
        }
        return hashes;
    }

    private static EntryHash compare(Declaration declaration, HashedBinaries binaries) {
        Optional<String> declared = declaration
                .entry()
                .data()
                .get("hash")
                .map(Node::toValue)
                .map(Object::toString)
                .filter(text -> !text.isEmpty());
        try {
            ContentHash actual = binaries.hash(declaration);
            boolean same = declared.isPresent() && isSame(declared.get(), actual);
            return new EntryHash(
                    declaration.entry(),
                    same ? EntryHash.State.CURRENT : EntryHash.State.OUTDATED,
                    declared,
                    Optional.of(actual.toString()),
                    "");
        } catch (HashedBinaries.NotFoundException e) {
            String problem = declaration
                    .problem(e.field(), String.valueOf(e.getMessage()))
                    .toString();
            return new EntryHash(
                    declaration.entry(), EntryHash.State.NO_BINARY, declared, Optional.empty(), problem);
        }
    }

    private static boolean isSame(String declared, ContentHash actual) {
        try {
            return ContentHash.parse(declared).equals(actual);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void writeFile(List<Declaration> declarations, Map<Declaration, EntryHash> hashes) {
        SourceFile source = declarations.getFirst().source();
        String text = source.text();
        var written = new ArrayList<Declaration>();
        // The last first, so that what is put in moves none of those that follow.
        for (Declaration each : lastFirst(declarations)) {
            EntryHash hash = java.util.Objects.requireNonNull(hashes.get(each));
            try {
                text = new ScalarEdit(text, source.name())
                        .set(each.entry().data().position(), "hash", "path", hash.actual().orElseThrow());
                written.add(each);
            } catch (YamlException e) {
                String problem = new Problem(e.position(), each.entry().id(), "hash", e.reason()).toString();
                hashes.put(each, hash.as(EntryHash.State.NOT_WRITABLE, problem));
            }
        }
        if (written.isEmpty()) {
            return;
        }
        try {
            TextFile.replace(source.path(), source.text(), text);
            written.forEach(
                    each -> hashes.computeIfPresent(each, (_, hash) -> hash.as(EntryHash.State.WRITTEN, "")));
        } catch (IOException e) {
            String problem = source.start() + ": the file can't be changed: " + e.getMessage();
            written.forEach(each -> hashes.computeIfPresent(
                    each, (_, hash) -> hash.as(EntryHash.State.NOT_WRITABLE, problem)));
        }
    }

    private static List<Declaration> lastFirst(List<Declaration> declarations) {
        return declarations.stream()
                .sorted(Comparator.comparing(
                        (Declaration each) -> each.entry().data().position().line())
                        .thenComparing(each -> each.entry().data().position().column())
                        .reversed())
                .toList();
    }
}
