package dev.wippy.lua;

import dev.wippy.kernel.Kernel;
import java.util.Map;
import java.util.WeakHashMap;

/** The runtime of each kernel: kinds are objects without a kernel, and get to know it when an entry starts. */
final class LuaRuntimes {
    private static final Map<Kernel, LuaRuntime> ALL = new WeakHashMap<>();

    private LuaRuntimes() {}

    static LuaRuntime of(Kernel kernel) {
        synchronized (ALL) {
            return ALL.computeIfAbsent(kernel, each -> new LuaRuntime(each.engine()));
        }
    }
}
