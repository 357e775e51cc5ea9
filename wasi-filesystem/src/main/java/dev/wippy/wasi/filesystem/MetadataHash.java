package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.Unsigned;
import dev.wippy.kernel.spi.FileStat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes the attributes of files, with a secret: a guest can tell whether a file was changed or replaced, and can't learn
 * which device and inode it has.
 */
final class MetadataHash {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    MetadataHash() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        secret = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The record {@code wasi:filesystem/types.metadata-hash-value}. */
    record Value(@Unsigned long lower, @Unsigned long upper) {}

    Value of(FileStat stat) {
        Instant modified = stat.modified().orElse(Instant.EPOCH);
        Instant changed = stat.changed().orElse(Instant.EPOCH);
        String text = String.join("|", stat.id().toString(), stat.type().name(), Long.toString(stat.size()), modified
                .toString(),
                changed.toString());
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return new Value(hash.getLong(), hash.getLong());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
