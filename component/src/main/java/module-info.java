/** The WebAssembly component model on top of the engine. */
module dev.wippy.component {
    requires static org.jspecify;
    requires transitive dev.wippy.engine;

    exports dev.wippy.component;
    exports dev.wippy.component.abi;
    exports dev.wippy.component.bind;
    exports dev.wippy.component.error;
    exports dev.wippy.component.types;
    exports dev.wippy.component.value;
}
