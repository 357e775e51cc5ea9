package dev.wippy.registry;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, and what is worth a look. Used by one thread. */
final class Reports {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    void problem(Problem problem) {
        problems.add(problem);
    }

    void warning(Problem warning) {
        warnings.add(warning);
    }

    List<Problem> problems() {
        return problems.stream().sorted(Problem.READING_ORDER).toList();
    }

    List<Problem> warnings() {
        return warnings.stream().sorted(Problem.READING_ORDER).toList();
    }
}
