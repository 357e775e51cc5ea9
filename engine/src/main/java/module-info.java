/** The WebAssembly engine: modules, instances and memories, with Chicory behind one package. */
module dev.wippy.engine {
    requires static org.jspecify;
    requires java.management;
    requires com.dylibso.chicory.wasm;
    requires com.dylibso.chicory.runtime;
    requires com.dylibso.chicory.compiler;

    exports dev.wippy.engine;
    exports dev.wippy.engine.cache to
            dev.wippy.distribution;
}
