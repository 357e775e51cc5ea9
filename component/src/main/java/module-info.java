/** The WebAssembly component model on top of the engine. */
module dev.wippy.component {
    requires static org.jspecify;
    requires transitive dev.wippy.engine;
}
