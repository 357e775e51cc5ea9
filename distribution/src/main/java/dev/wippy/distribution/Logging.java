package dev.wippy.distribution;

/** Configures the logger; it reads these when it is first used. */
final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    static void configure(GlobalOptions.LogLevel level) {
        System.setProperty(PREFIX + "defaultLogLevel", level.name());
        // What a server on the net does wrong is told to the guest that asked it, and would fill the log as an error of ours.
        System.setProperty(PREFIX + "log.io.vertx", "off");
        System.setProperty(PREFIX + "log.io.netty", "off");
        System.setProperty(PREFIX + "logFile", "System.err");
        System.setProperty(PREFIX + "showDateTime", "true");
        System.setProperty(PREFIX + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        System.setProperty(PREFIX + "showThreadName", "false");
        System.setProperty(PREFIX + "showShortLogName", "true");
        // The logger says at its start what it is, which is no news of the app.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
}
