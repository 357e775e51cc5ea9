package dev.wippy.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which process has which name. A process's own lock guards that it has names only while it lives. */
final class Names {

    /** Longer names are refused. */
    static final int MAX_LENGTH = 255;

    private final Map<String, ActorState> owners = new ConcurrentHashMap<>();

    /**
     * @throws KernelException of kind AlreadyExists if another has the name; Invalid if it is none
     */
    void claim(String name, ActorState owner) {
        check(name);
        ActorState other = owners.putIfAbsent(name, owner);
        if (other != null && other != owner) {
            throw new KernelException(
                    ErrorKind.ALREADY_EXISTS, "the name \"" + name + "\" is taken by " + other.pid());
        }
    }

    private static void check(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || name.charAt(0) == '{' || name.charAt(0) == '@') {
            throw new KernelException(
                    ErrorKind.INVALID,
                    "a name has 1 to " + MAX_LENGTH + " characters, of which the first is neither { nor @, and not: "
                            + (name.length() > MAX_LENGTH ? name.length() + " characters" : "\"" + name + "\""));
        }
    }

    boolean release(String name, ActorState owner) {
        return owners.remove(name, owner);
    }

    Optional<ActorState> find(String name) {
        return Optional.ofNullable(owners.get(name));
    }

    /** @throws KernelException of kind NotFound if nobody has the name */
    ActorState get(String name) {
        return find(name).orElseThrow(() -> new KernelException(
                ErrorKind.NOT_FOUND, "no process has the name \"" + name + "\""));
    }

    int size() {
        return owners.size();
    }
}
