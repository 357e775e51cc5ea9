/** Lua processes: PUC Lua 5.4, compiled to WebAssembly, as a guest of the kernel. */
module dev.wippy.lua {
    requires static org.jspecify;
    requires dev.wippy.engine;
    requires dev.wippy.kernel;
    requires org.slf4j;

    exports dev.wippy.lua;

    provides dev.wippy.kernel.spi.EntryKind with
            dev.wippy.lua.LuaLibraryKind;
    provides dev.wippy.kernel.spi.ProcessKind with
            dev.wippy.lua.LuaProcessKind;
}
