package dev.wippy.kernel;

import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.abi.Resource;
import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.WitResource;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an import gave to a process that was ended before it could take it: the guest never owned it, so nobody would ever
 * drop it.
 */
final class Unclaimed {
    private static final Logger LOG = LoggerFactory.getLogger(Unclaimed.class);

    private Unclaimed() {}

    /** Drops the resources in a lifted result, each of which is the receiver's own. */
    static void dropLifted(@Nullable Object lifted) {
        switch (lifted) {
            case Resource resource -> close(resource::drop, resource);
            case Object[] values -> {
                for (Object value : values) {
                    dropLifted(value);
                }
            }
            case Optional<?> option -> option.ifPresent(Unclaimed::dropLifted);
            case CaseValue(int _, Object payload) -> dropLifted(payload);
            case null, default -> {}
        }
    }

    /** The same for what a {@code Mono} of an import came to, as Java has it. */
    static void dropJava(@Nullable Object value) {
        switch (value) {
            case AutoCloseable resource when resource.getClass().isAnnotationPresent(WitResource.class) ->
                close(resource, resource);
            case Collection<?> values -> values.forEach(Unclaimed::dropJava);
            case Optional<?> option -> option.ifPresent(Unclaimed::dropJava);
            case Result.Ok<?, ?>(Object payload) -> dropJava(payload);
            case null, default -> {}
        }
    }

    private static void close(AutoCloseable resource, Object what) {
        try {
            resource.close();
        } catch (Exception | LinkageError | AssertionError failed) {
            LOG.warn("closing {}, which came after its process was ended, failed", what.getClass().getName(), failed);
        }
    }
}
