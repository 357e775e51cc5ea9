package dev.wippy.wasi.http;

import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.List;

/**
 * What {@code imports: [wasi:http]} enables. Its interfaces are known by name and not implemented yet, so that an entry
 * may declare them and runs until it makes a request, which ends it with an error that says so.
 */
public final class HttpModule implements ImportModule {

    @Override
    public String name() {
        return "wasi:http";
    }

    @Override
    public List<String> interfaces() {
        return List.of("wasi:http/types@0.2.12", "wasi:http/outgoing-handler@0.2.12");
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        // Nothing is bound: a call says that this version does not have it.
    }
}
