/** For the tests of import modules: guests in virtual time, step by step, and nothing left behind. */
module dev.wippy.test {
    requires static org.jspecify;
    requires transitive dev.wippy.kernel;
    requires reactor.test;

    exports dev.wippy.test;
}
