package io.lastseen.session.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that look at the address they are about to connect to. A name is checked where it has been resolved, not before:
 * between two look-ups it could change.
 */
final class CheckedSockets extends SocketFactory {

    /** The address is none of the open internet. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused() {
            super("The address lies in a private network or on this machine, which lastseen.webhook.allow-private does not allow.");
        }
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress to, int timeout) throws IOException {
                if (!(to instanceof InetSocketAddress address) || address.isUnresolved() || !PublicAddress.is(address.getAddress())) {
                    throw new Refused();
                }
                super.connect(to, timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }
}
