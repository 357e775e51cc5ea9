/** The process kernel: processes, mailboxes, scheduling, supervision. */
module dev.wippy.kernel {
    requires static org.jspecify;
    requires transitive dev.wippy.component;
    requires transitive reactor.core;
    requires transitive org.reactivestreams;
    requires org.slf4j;
    requires java.management;

    exports dev.wippy.kernel;
    exports dev.wippy.kernel.service;
    exports dev.wippy.kernel.spi;

    uses dev.wippy.kernel.spi.ImportModule;
    uses dev.wippy.kernel.spi.ProcessKind;
    uses dev.wippy.kernel.spi.EntryKind;
}
