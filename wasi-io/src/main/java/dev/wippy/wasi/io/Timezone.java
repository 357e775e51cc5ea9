package dev.wippy.wasi.io;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.ProgramSettings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The interface {@code wasi:clocks/timezone}. The zone is what the process's own variable {@code TZ} names, else UTC: an
 * entry gets only what it declares, and where the machine stands is none of that.
 */
final class Timezone {
    private static final Display UTC = new Display(0, "UTC", false);
    private static final DateTimeFormatter ABBREVIATION = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

    private final ZoneId zone;

    Timezone(ZoneId zone) {
        this.zone = zone;
    }

    static Timezone of(ProcessContext process) {
        String name = process.config(ProgramSettings.class)
                .map(settings -> settings.environment().get("TZ"))
                .orElse("");
        return new Timezone(zone(name));
    }

    private static ZoneId zone(String name) {
        // POSIX lets the name of a zone of the database begin with a colon.
        String id = name.startsWith(":") ? name.substring(1) : name;
        try {
            return ZoneId.of(id);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    @WitFunction("display")
    Display display(Datetime when) {
        return when.instant().filter(_ -> !zone.equals(ZoneOffset.UTC)).map(this::display).orElse(UTC);
    }

    @WitFunction("utc-offset")
    int utcOffset(Datetime when) {
        return display(when).utcOffset();
    }

    private Display display(Instant instant) {
        var rules = zone.getRules();
        return new Display(
                rules.getOffset(instant).getTotalSeconds(),
                ABBREVIATION.format(instant.atZone(zone)),
                rules.isDaylightSavings(instant));
    }

    /**
     * The record {@code timezone-display}.
     *
     * @param utcOffset seconds to the east of UTC
     * @param name an abbreviation, such as {@code CEST}
     * @param inDaylightSavingTime whether summer time holds
     */
    record Display(int utcOffset, String name, boolean inDaylightSavingTime) {}
}
