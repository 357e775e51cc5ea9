package dev.wippy.wasi.io;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.engine.Trap;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.Readiness;
import org.jspecify.annotations.Nullable;

/** The interface {@code wasi:io/streams}: what waits, and what the two kinds of stream do together. */
final class Streams {

    /** The most that one {@code blocking-write-and-flush} may be given. */
    private static final int MAX_BLOCKING_WRITE = 4096;

    private static final int ZEROES = 1 << 16;

    private final ProcessContext process;

    Streams(ProcessContext process) {
        this.process = process;
    }

    @WitFunction("[method]input-stream.read")
    Result<byte[], StreamError> read(InputStream self, @Unsigned long length) {
        return self.read(length);
    }

    @WitFunction("[method]input-stream.blocking-read")
    Result<byte[], StreamError> blockingRead(InputStream self, @Unsigned long length) {
        return blockingRead("input-stream.blocking-read", self, length);
    }

    @WitFunction("[method]input-stream.skip")
    Result<@Unsigned Long, StreamError> skip(InputStream self, @Unsigned long length) {
        return count(self.read(length));
    }

    @WitFunction("[method]input-stream.blocking-skip")
    Result<@Unsigned Long, StreamError> blockingSkip(InputStream self, @Unsigned long length) {
        return count(blockingRead("input-stream.blocking-skip", self, length));
    }

    @WitFunction("[method]input-stream.subscribe")
    Pollable subscribe(InputStream self) {
        return Pollable.of(self.readiness(), "input-stream");
    }

    @WitFunction("[method]output-stream.check-write")
    Result<@Unsigned Long, StreamError> checkWrite(OutputStream self) {
        return self.checkWrite();
    }

    @WitFunction("[method]output-stream.write")
    Result<@Nullable Void, StreamError> write(OutputStream self, byte[] contents) {
        self.spend("output-stream.write", contents.length);
        return writeAll("output-stream.write", self, contents);
    }

    @WitFunction("[method]output-stream.blocking-write-and-flush")
    Result<@Nullable Void, StreamError> blockingWriteAndFlush(OutputStream self, byte[] contents) {
        String name = "output-stream.blocking-write-and-flush";
        checkLength(name, contents.length);
        return writeAndFlush(name, self, contents);
    }

    @WitFunction("[method]output-stream.flush")
    Result<@Nullable Void, StreamError> flush(OutputStream self) {
        return self.flush();
    }

    @WitFunction("[method]output-stream.blocking-flush")
    Result<@Nullable Void, StreamError> blockingFlush(OutputStream self) {
        return flush("output-stream.blocking-flush", self);
    }

    @WitFunction("[method]output-stream.subscribe")
    Pollable subscribe(OutputStream self) {
        return Pollable.of(self.readiness(), "output-stream");
    }

    @WitFunction("[method]output-stream.write-zeroes")
    Result<@Nullable Void, StreamError> writeZeroes(OutputStream self, @Unsigned long length) {
        String name = "output-stream.write-zeroes";
        self.spend(name, length);
        long rest = length;
        Result<@Nullable Void, StreamError> written;
        do {
            int piece = Long.compareUnsigned(rest, ZEROES) < 0 ? (int) rest : ZEROES;
            written = writeAll(name, self, new byte[piece]);
            rest -= piece;
        } while (rest != 0 && written instanceof Result.Ok<@Nullable Void, StreamError>);
        return written;
    }

    @WitFunction("[method]output-stream.blocking-write-zeroes-and-flush")
    Result<@Nullable Void, StreamError> blockingWriteZeroesAndFlush(OutputStream self, @Unsigned long length) {
        String name = "output-stream.blocking-write-zeroes-and-flush";
        checkLength(name, length);
        return writeAndFlush(name, self, new byte[(int) length]);
    }

    @WitFunction("[method]output-stream.splice")
    Result<@Unsigned Long, StreamError> splice(OutputStream self, InputStream source, @Unsigned long length) {
        return splice("output-stream.splice", self, source, length);
    }

    @WitFunction("[method]output-stream.blocking-splice")
    Result<@Unsigned Long, StreamError> blockingSplice(
            OutputStream self, InputStream source, @Unsigned long length) {
        String name = "output-stream.blocking-splice";
        while (true) {
            await(name, self.readiness());
            await(name, source.readiness());
            var spliced = splice(name, self, source, length);
            // Others may use what is behind either stream, and have been quicker.
            boolean tooLate = length != 0 && spliced.equals(Result.ok(0L));
            if (!tooLate) {
                return spliced;
            }
        }
    }

    private Result<Long, StreamError> splice(String name, OutputStream self, InputStream source, long length) {
        long permitted;
        switch (self.checkWrite()) {
            case Result.Ok(Long bytes) -> permitted = bytes;
            case Result.Err(StreamError error) -> {
                return Result.err(error);
            }
        }
        var read = source.read(Long.compareUnsigned(length, permitted) < 0 ? length : permitted);
        if (read instanceof Result.Ok(byte[] bytes)) {
            self.spend(name, bytes.length);
            if (writeAll(name, self, bytes) instanceof Result.Err(StreamError error)) {
                return Result.err(error);
            }
        }
        return count(read);
    }

    private Result<byte[], StreamError> blockingRead(String name, InputStream self, long length) {
        if (length == 0) {
            await(name, self.readiness());
        }
        while (true) {
            // Before any wait: a source that fetches what it is asked for learns how much that is.
            var read = self.read(length);
            boolean nothingYet = length != 0 && read instanceof Result.Ok(byte[] bytes) && bytes.length == 0;
            if (!nothingYet) {
                return read;
            }
            await(name, self.readiness());
        }
    }

    private Result<@Nullable Void, StreamError> writeAndFlush(String name, OutputStream self, byte[] contents) {
        var written = writeAll(name, self, contents);
        return written instanceof Result.Err<@Nullable Void, StreamError> ? written : flush(name, self);
    }

    /** Writes all, and waits for room if need be: it is there, unless others write to the same. */
    private Result<@Nullable Void, StreamError> writeAll(String name, OutputStream self, byte[] contents) {
        int written = 0;
        while (true) {
            switch (self.writeSome(contents, written)) {
                case Result.Ok(Integer count) -> written += count;
                case Result.Err(StreamError error) -> {
                    return Result.err(error);
                }
            }
            if (written == contents.length) {
                return Result.ok();
            }
            await(name, self.readiness());
        }
    }

    private Result<@Nullable Void, StreamError> flush(String name, OutputStream self) {
        var flushed = self.flush();
        if (flushed instanceof Result.Err<@Nullable Void, StreamError>) {
            return flushed;
        }
        await(name, self.readiness());
        return self.checkWrite() instanceof Result.Err(StreamError error) ? Result.err(error) : Result.ok();
    }

    private void await(String name, Readiness readiness) {
        while (!readiness.ready()) {
            process.await(readiness.whenReady(), Operation.of("wasi:io/streams." + name));
        }
    }

    private static Result<Long, StreamError> count(Result<byte[], StreamError> read) {
        return switch (read) {
            case Result.Ok(byte[] bytes) -> Result.ok((long) bytes.length);
            case Result.Err(StreamError error) -> Result.err(error);
        };
    }

    private static void checkLength(String name, long length) {
        if (Long.compareUnsigned(length, MAX_BLOCKING_WRITE) > 0) {
            throw new Trap("wasi:io/streams.%s: %s bytes, where at most %d are allowed"
                    .formatted(name, Long.toUnsignedString(length), MAX_BLOCKING_WRITE));
        }
    }
}
