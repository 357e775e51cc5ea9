package dev.wippy.lua;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What scripts call by name. */
interface HostCalls {

    /** Nothing, for a state that no process runs. */
    HostCalls NONE = new HostCalls() {
        @Override
        public byte[] call(String name, List<@Nullable Object> arguments) {
            throw new ScriptException(name + " is not there outside of a process");
        }

        @Override
        public void print(byte[] bytes) {
            throw new ScriptException("print is not there outside of a process");
        }
    };

    /**
     * Does what is called for; may wait.
     *
     * @return the results, as {@link LuaValues} writes them
     * @throws ScriptException for an error that is raised in the script, at the line of the call
     */
    byte[] call(String name, List<@Nullable Object> arguments);

    /** Does what a script asks the host for, which may take long, as a call of the host's. */
    default <T extends @Nullable Object> T inHost(Supplier<T> call) {
        return call.get();
    }

    /** What {@code print} writes, in pieces; may wait. */
    void print(byte[] bytes);
}
