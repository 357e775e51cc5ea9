package dev.wippy.registry;

import dev.wippy.registry.kinds.ContentHash;

/** Adds the true hash to a problem with a {@code hash}, and the command that writes it. */
final class HashAdvice {
    private final HashedBinaries binaries;

    HashAdvice(AppFolder folder, Declarations declarations) {
        this.binaries = new HashedBinaries(folder, declarations);
    }

    Problem complete(Declaration declaration, Problem problem) {
        if (!problem.field().equals("hash")
                || !HashedBinaries.KINDS.contains(declaration.entry().kind())) {
            return problem;
        }
        String advice;
        try {
            ContentHash hash = binaries.hash(declaration);
            advice = " (the binary has " + hash + ", which \"wippy hash --write\" fills in)";
        } catch (HashedBinaries.NotFoundException _) {
            // What is wrong with fs or path is a problem of its own.
            advice = " (\"wippy hash --write\" fills it in)";
        }
        return new Problem(problem.position(), problem.entry(), problem.field(), problem.message() + advice);
    }
}
