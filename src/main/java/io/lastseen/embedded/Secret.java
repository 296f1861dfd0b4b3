package io.lastseen.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A password made once and kept in a file that only its owner reads (mode 600). */
final class Secret {

    private Secret() {
    }

    /** The secret in the file; at first, 160 random bits in hex, on disk before this returns. */
    static String in(Path file) {
        try {
            String kept = Files.readString(file, US_ASCII).strip();
            if (!kept.isEmpty()) {
                return kept;
            }
        } catch (NoSuchFileException e) {
            // made below
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return make(file);
    }

    private static String make(Path file) {
        byte[] random = new byte[20];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            try (FileChannel out = FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                out.write(ByteBuffer.wrap((secret + "\n").getBytes(US_ASCII)));
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            Disk.force(file.getParent());
            return secret;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static EmbeddedFailure unreadable(Path file, IOException e) {
        return new EmbeddedFailure("The secret " + file + " cannot be read or written: make it readable and writable for the"
                + " user that runs Lastseen.", e);
    }
}
