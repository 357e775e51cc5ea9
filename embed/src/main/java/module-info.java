/** Wippy inside another Java program; the {@code wippy} command is built on it, too. */
module dev.wippy.embed {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;
    requires transitive dev.wippy.registry;

    exports dev.wippy.embed;
}
