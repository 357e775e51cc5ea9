/** Wippy inside another Java program; the {@code wippy} command is built on it, too. */
module dev.wippy.embed {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;
    requires transitive dev.wippy.registry;
    requires transitive dev.wippy.wasi.http;

    exports dev.wippy.embed;
}
