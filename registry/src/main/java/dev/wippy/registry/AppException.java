package dev.wippy.registry;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An app, or a part of it, can't be used. Its message is all that is wrong, one problem a line. */
public final class AppException extends KernelException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    AppException(ErrorKind kind, List<Problem> problems, @Nullable Throwable cause) {
        super(kind, problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order of files and lines. */
    public List<Problem> problems() {
        return problems;
    }
}
