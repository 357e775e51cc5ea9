/** A plugin for Wippy: {@code imports: [acme:greeter]}. */
module acme.greeter {
    requires dev.wippy.kernel;

    exports acme.greeter;

    // Found on the module path; META-INF/services is for the class path and for dropped-in jars.
    provides dev.wippy.kernel.spi.ImportModule with
            acme.greeter.Greeter;
}
