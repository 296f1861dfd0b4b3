package io.lastseen.start;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether the port the service will listen on is free, asked before anything else is started. */
record HttpPort(String host, int port) {

    void check() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (BindException e) {
            // the only bind failure that is told by its words alone
            throw String.valueOf(e.getMessage()).contains("assign") ? elsewhere() : taken(port);
        } catch (IOException | IllegalArgumentException e) {
            throw elsewhere();
        }
    }

    private StartRefused elsewhere() {
        return new StartRefused("Lastseen cannot listen on " + host + ":" + port
                + ": set quarkus.http.host and quarkus.http.port to an address of this machine.");
    }

    static StartRefused taken(int port) {
        return new StartRefused("Port " + port + " is in use or not allowed: stop the other program, or choose another port"
                + " with -Dquarkus.http.port=8081.");
    }
}
