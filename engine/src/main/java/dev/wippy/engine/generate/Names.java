package dev.wippy.engine.generate;

import dev.wippy.engine.cache.Digests;
import java.nio.charset.StandardCharsets;

/**
 * The names of generated classes and of what they call. Generated classes of one module are in a loader of their own,
 * so that their names need not tell modules apart, and code depends on nothing but its module.
 */
public final class Names {
    /** What the names of the classes of a module begin with, as the class loader sees it. */
    public static final String PACKAGE = "wasm.";
    /** The class of a module's instances. */
    public static final String STATE = "wasm/State";
    /** The functions that forward to what is imported. */
    public static final String IMPORTS = "wasm/Imports";
    /** Functions from the one whose index follows. */
    public static final String GROUP = "wasm/Group";
    /** Parts of a cut function that its group's class had no room for; its index and a number follow. */
    public static final String PARTS = "wasm/Parts";
    /** The object that stands for one function, whose index follows. */
    public static final String FUNCTION = "wasm/Function";
    /** The type of function objects; what follows is the signature. One class for all modules. */
    public static final String SIGNATURE = "wasm/type/";
    /** The function objects that stand for the host's functions of a type; what follows is the signature. */
    public static final String HOST = "wasm/host/";

    private static final int MAX_SIGNATURE = 2_000;

    static final String RUN = "dev/wippy/engine/run/";
    static final String INSTANCE = RUN + "ModuleInstance";
    static final String WASM_FUNCTION = RUN + "WasmFunction";
    static final String MEMORY = RUN + "LinearMemory";
    static final String TABLE = RUN + "Table";
    static final String LOADS = RUN + "Loads";
    static final String STORES = RUN + "Stores";
    static final String LOOP_LOADS = RUN + "LoopLoads";
    static final String LOOP_STORES = RUN + "LoopStores";
    static final String NUMBERS = RUN + "Numbers";
    static final String TABLES = RUN + "Tables";
    static final String BULK = RUN + "BulkMemory";
    static final String TRAPS = RUN + "Traps";
    static final String EXCEPTIONS = RUN + "Exceptions";
    static final String WASM_EXCEPTION = RUN + "WasmException";
    static final String TAIL_CALLS = RUN + "TailCalls";
    static final String HOST_CALLS = RUN + "HostCalls";
    static final String BRANCHES = RUN + "BranchTables";
    static final String FRAMES = RUN + "Frames";
    static final String FUEL = RUN + "FuelCounts";
    static final String SAFEPOINT = "dev/wippy/engine/Safepoint";

    static final String OBJECT = "java/lang/Object";
    static final String A_STATE = "L" + STATE + ";";
    static final String A_INSTANCE = "L" + INSTANCE + ";";
    static final String A_MEMORY = "L" + MEMORY + ";";
    static final String AN_OBJECT = "Ljava/lang/Object;";

    private Names() {}

    /** The class of the type of function objects. */
    public static String signatureClass(String signature) {
        return SIGNATURE + shorten(signature);
    }

    /** The class of the host's functions of a type. */
    public static String hostClass(String signature) {
        return HOST + shorten(signature);
    }

    /** A class's name has at most 65,535 bytes: long signatures are told by their hash, which is no signature itself. */
    public static String shorten(String signature) {
        return signature.length() <= MAX_SIGNATURE
                ? signature
                : "=" + Digests.hex(signature.getBytes(StandardCharsets.UTF_8));
    }

    /** The method of a function. */
    static String function(int index) {
        return "f" + index;
    }

    /** The body of a function that makes tail calls. */
    static String tailFunction(int index) {
        return "t" + index;
    }

    /** A part of a cut function. */
    static String part(int index, int part) {
        return "p" + index + "_" + part;
    }

    /** The index of the function that a generated method belongs to; -1 if it belongs to none. */
    public static int functionOf(String method) {
        if (method.length() < 2 || "ftp".indexOf(method.charAt(0)) < 0) {
            return -1;
        }
        int end = method.indexOf('_');
        int index = 0;
        for (int i = 1; i < (end < 0 ? method.length() : end); i++) {
            char digit = method.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            index = index * 10 + digit - '0';
        }
        return index;
    }
}
