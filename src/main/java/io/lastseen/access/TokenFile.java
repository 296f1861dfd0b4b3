package io.lastseen.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The token in a file that only its owner reads (mode 600). One process at a time has the folder. */
final class TokenFile implements KeptToken {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;

    TokenFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public String orKeep(String fresh) {
        try {
            return Files.exists(file) ? kept() : keep(fresh);
        } catch (IOException e) {
            throw new IllegalStateException("The access token's file " + file + " cannot be read or written (" + e
                    + "): make it readable for the user that runs Lastseen, or set lastseen.access.token.");
        }
    }

    private String kept() throws IOException {
        String token = Files.readString(file, US_ASCII).strip();
        if (token.length() < AccessToken.SHORTEST) {
            throw new IllegalStateException("The access token's file " + file + " holds less than " + AccessToken.SHORTEST
                    + " characters: remove it, and a token is made at the next start.");
        }
        return token;
    }

    /** Complete or not there, also when the machine stops in between. */
    private String keep(String fresh) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(unfinished);
        try (FileChannel out = FileChannel.open(
                unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
            out.write(ByteBuffer.wrap((fresh + "\n").getBytes(US_ASCII)));
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return fresh;
    }
}
