/** The registry: the declared entries of an application and what they resolve to. */
module dev.wippy.registry {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;
    requires org.yaml.snakeyaml;
}
