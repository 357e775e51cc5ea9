package dev.wippy.wasi.filesystem;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.TimeChange;
import dev.wippy.wasi.io.Datetime;

/** The variant {@code wasi:filesystem/types.new-timestamp}. */
sealed interface NewTimestamp {

    /** @throws FileException if it is no time that there is */
    TimeChange change();

    /** The time stays. */
    record NoChange() implements NewTimestamp {
        @Override
        public TimeChange change() {
            return TimeChange.KEEP;
        }
    }

    /** The present. */
    record Now() implements NewTimestamp {
        @Override
        public TimeChange change() {
            return TimeChange.NOW;
        }
    }

    /** That time. */
    record Timestamp(Datetime time) implements NewTimestamp {
        @Override
        public TimeChange change() {
            return new TimeChange.At(
                    time.instant().orElseThrow(() -> new FileException(FileError.INVALID, "no such time")));
        }
    }
}
