package io.lastseen.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A loopback port that is free now: the remembered one where possible, so that tools find the server again. */
final class FreePort {

    private FreePort() {
    }

    static int remembered(Path file) {
        int kept = kept(file);
        int port = kept > 0 && free(kept) ? kept : any();
        try {
            Files.writeString(file, port + "\n");
        } catch (IOException e) {
            throw new EmbeddedFailure("The file " + file + " cannot be written: make the data folder writable.", e);
        }
        return port;
    }

    private static int kept(Path file) {
        try {
            int port = Integer.parseInt(Files.readString(file).strip());
            return port <= 65_535 ? port : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort() == port;
        } catch (IOException e) {
            return false;
        }
    }

    private static int any() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedFailure("No free port is left on the loopback interface.", e);
        }
    }
}
