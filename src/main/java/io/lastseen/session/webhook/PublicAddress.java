package io.lastseen.session.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Tells addresses of the open internet from those that only this machine or its network can reach: the special-purpose
 * registries of IANA (RFC 6890), and IPv6 addresses that carry such an IPv4 address.
 */
final class PublicAddress {
    private PublicAddress() {
    }

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? v4(bytes) : v6(bytes);
    }

    private static boolean v4(byte[] b) {
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        int third = b[2] & 0xff;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> second < 64 || second > 127;
            case 169 -> second != 254;
            case 172 -> second < 16 || second > 31;
            case 192 -> second != 168 && !(second == 0 && (third == 0 || third == 2)) && !(second == 88 && third == 99);
            case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
            case 203 -> !(second == 0 && third == 113);
            default -> first < 224;
        };
    }

    private static boolean v6(byte[] b) {
        int first = (b[0] & 0xff) << 8 | b[1] & 0xff;
        int second = (b[2] & 0xff) << 8 | b[3] & 0xff;
        if (first == 0x0064 && second == 0xff9b) {
            // NAT64: with a private prefix (64:ff9b:1::/48) anything; else what it carries.
            return b[4] == 0 && b[5] == 0 && v4(Arrays.copyOfRange(b, 12, 16));
        }
        if (first == 0x2002) {
            return v4(Arrays.copyOfRange(b, 2, 6));
        }
        // Only 2000::/3 is given out; of it Teredo, ORCHID and documentation are not.
        boolean given = (first & 0xe000) == 0x2000;
        boolean special = first == 0x2001 && (second < 0x0200 || second == 0x0db8) || (first & 0xfff0) == 0x3ff0;
        return given && !special;
    }
}
