package dev.wippy.engine.read;

import dev.wippy.engine.UnsupportedModuleException;

/** The features that no engine here has, and what to build with instead. */
final class Refusals {
    private Refusals() {}

    static UnsupportedModuleException simd(String where) {
        return refusal("SIMD (v128)", where, "build with -mno-simd128, in Rust -C target-feature=-simd128");
    }

    static UnsupportedModuleException relaxedSimd(String where) {
        return refusal("relaxed SIMD", where,
                "build with -mno-relaxed-simd -mno-simd128, in Rust -C target-feature=-relaxed-simd,-simd128");
    }

    static UnsupportedModuleException memory64(String where) {
        return refusal("64-bit memories and tables (memory64)", where,
                "build for wasm32 instead of wasm64, without -mmemory64 or -sMEMORY64");
    }

    static UnsupportedModuleException legacyExceptions(String where) {
        return refusal("legacy exception handling (try, catch, delegate, rethrow)", where,
                "build for final exceptions: clang and rustc with -mllvm -wasm-use-legacy-eh=false, "
                        + "Emscripten with -sWASM_LEGACY_EXCEPTIONS=0, or convert with "
                        + "wasm-opt --translate-to-exnref");
    }

    /** A limit of the implementation (appendix A.1). */
    static UnsupportedModuleException limit(String what, long found, long most, String where) {
        return new UnsupportedModuleException(
                what + ": " + found + " is past the limit of " + most + " (" + where + ")");
    }

    private static UnsupportedModuleException refusal(String feature, String where, String instead) {
        return new UnsupportedModuleException(feature + " is not supported (" + where + "); " + instead);
    }
}
