package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.Unsigned;
import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.FileType;
import dev.wippy.wasi.io.Datetime;
import java.util.Optional;

/** The record {@code wasi:filesystem/types.descriptor-stat}. */
record DescriptorStat(
        FileType type,
        @Unsigned long linkCount,
        @Unsigned long size,
        Optional<Datetime> dataAccessTimestamp,
        Optional<Datetime> dataModificationTimestamp,
        Optional<Datetime> statusChangeTimestamp) {

    static DescriptorStat of(FileStat stat) {
        return new DescriptorStat(
                stat.type(),
                stat.linkCount(),
                stat.size(),
                stat.accessed().map(Datetime::of),
                stat.modified().map(Datetime::of),
                stat.changed().map(Datetime::of));
    }
}
