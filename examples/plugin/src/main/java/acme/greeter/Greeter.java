package acme.greeter;

import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.List;

/** The plugin: one object for all processes, closed with the kernel. */
public final class Greeter implements ImportModule {

    @Override
    public String name() {
        return "acme:greeter";
    }

    @Override
    public List<String> interfaces() {
        return List.of("acme:greeter/api@1.0.0");
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        Settings settings = imports.settings().map(Settings::of).orElse(Settings.DEFAULT);
        imports.bind("acme:greeter/api@1.0.0", new GreeterApi(settings, process.time()));
    }
}
