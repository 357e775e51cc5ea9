/** The registry: the declared entries of an application and what they resolve to. */
// A friend is compiled after this one, and not there yet.
@SuppressWarnings("module")
module dev.wippy.registry {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;
    requires java.management;
    requires org.slf4j;
    requires org.yaml.snakeyaml;

    exports dev.wippy.registry;
    exports dev.wippy.registry.files to
            dev.wippy.bench,
            dev.wippy.distribution;

    provides dev.wippy.kernel.spi.EntryKind with
            dev.wippy.registry.kinds.DirectoryKind,
            dev.wippy.registry.kinds.EnvStorageKind,
            dev.wippy.registry.kinds.EnvVariableKind,
            dev.wippy.registry.kinds.MemoryKind,
            dev.wippy.registry.kinds.ProcessHostKind,
            dev.wippy.registry.kinds.ServiceKind,
            dev.wippy.registry.kinds.TerminalHostKind;
    provides dev.wippy.kernel.spi.ImportModule with
            dev.wippy.registry.kinds.FuncsModule;
    provides dev.wippy.kernel.spi.ProcessKind with
            dev.wippy.registry.kinds.WasmProcessKind;
}
