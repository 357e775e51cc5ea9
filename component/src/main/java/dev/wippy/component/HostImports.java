package dev.wippy.component;

import dev.wippy.component.types.InterfaceName;
import dev.wippy.component.types.Version;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the host offers to a component: interfaces by name, and functions and resource types at the level of the world.
 * Immutable.
 *
 * <p>A component gets an interface under the version that it was built for, or under a compatible one, the newest of
 * them: from 1.0.0 on one with the same major version, from 0.1.0 on one with the same minor version too.
 */
public final class HostImports {
    private static final Comparator<Bound> NEWEST_LAST = Comparator.comparing(
            (Bound bound) -> bound.name().version(),
            Comparator.comparing((Optional<Version> version) -> version.orElse(null),
                    Comparator.nullsFirst(Comparator.naturalOrder())));

    private final Map<InterfaceName, List<Bound>> interfaces;
    private final Map<String, HostInterface> plain;
    private final Optional<HostInterface> world;

    private record Bound(InterfaceName name, HostInterface offered) {}

    private HostImports(Builder builder) {
        interfaces = new HashMap<>();
        builder.interfaces.forEach((name, offered) -> interfaces.merge(name.unversioned(),
                List.of(new Bound(name, offered)), (known, more) -> java.util.stream.Stream
                        .concat(known.stream(), more.stream())
                        .sorted(NEWEST_LAST.reversed())
                        .toList()));
        plain = Map.copyOf(builder.plain);
        world = builder.world;
    }

    /** A host that offers nothing. */
    public static HostImports none() {
        return builder().build();
    }

    /** Starts a list of what the host offers. */
    public static Builder builder() {
        return new Builder();
    }

    /** The interface of that name, or of a compatible version. */
    public Optional<HostInterface> instance(InterfaceName name) {
        return instance(name.unversioned(), name.version());
    }

    /** The same with what is the same for each instance done before. */
    Optional<HostInterface> instance(InterfaceName unversioned, Optional<Version> version) {
        List<Bound> all = interfaces.get(unversioned);
        if (all != null) {
            for (Bound each : all) {
                if (serves(each.name().version(), version)) {
                    return Optional.of(each.offered());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean serves(Optional<Version> offered, Optional<Version> asked) {
        return offered.isPresent() && asked.isPresent()
                ? offered.get().isCompatibleWith(asked.get())
                : offered.equals(asked);
    }

    /** The interface that is offered under a plain name. */
    public Optional<HostInterface> instance(String name) {
        return Optional.ofNullable(plain.get(name));
    }

    /** The functions and resource types at the level of the world. */
    public Optional<HostInterface> world() {
        return world;
    }

    /** A list of what the host offers; not for concurrent use. */
    public static final class Builder {
        private final Map<InterfaceName, HostInterface> interfaces = new HashMap<>();
        private final Map<String, HostInterface> plain = new HashMap<>();
        private Optional<HostInterface> world = Optional.empty();

        private Builder() {}

        /**
         * Offers an interface.
         *
         * @param name with its version, such as {@code wasi:io/poll@0.2.12}, or a plain name
         * @throws IllegalArgumentException if the name is none, or is bound already
         */
        public Builder bind(String name, HostInterface offered) {
            HostInterface other = name.indexOf(':') < 0
                    ? plain.putIfAbsent(name, offered)
                    : interfaces.putIfAbsent(InterfaceName.parse(name), offered);
            if (other != null) {
                throw new IllegalArgumentException("two implementations are bound to " + name);
            }
            return this;
        }

        /** Offers functions and resource types at the level of the world. */
        public Builder world(HostInterface offered) {
            this.world = Optional.of(offered);
            return this;
        }

        /** The names that are bound. */
        public Set<String> names() {
            Set<String> names = new HashSet<>(plain.keySet());
            interfaces.keySet().forEach(name -> names.add(name.toString()));
            return names;
        }

        /** Makes the list. */
        public HostImports build() {
            return new HostImports(this);
        }
    }
}
