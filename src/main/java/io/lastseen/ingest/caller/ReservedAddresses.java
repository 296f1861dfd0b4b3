package io.lastseen.ingest.caller;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Addresses that are nowhere (RFC 6890 and its registries): private, local, for documentation. Databases say something of them all the same. */
final class ReservedAddresses {
    private static final List<IpSubnetFilterRule> RANGES = List.of(
        range("0.0.0.0", 8), range("10.0.0.0", 8), range("100.64.0.0", 10), range("127.0.0.0", 8), range("169.254.0.0", 16),
        range("172.16.0.0", 12), range("192.0.0.0", 24), range("192.0.2.0", 24), range("192.168.0.0", 16), range("198.18.0.0", 15),
        range("198.51.100.0", 24), range("203.0.113.0", 24), range("224.0.0.0", 4), range("240.0.0.0", 4),
        range("::", 127), range("fc00::", 7), range("fe80::", 10), range("ff00::", 8), range("2001:db8::", 32), range("3fff::", 20));

    private ReservedAddresses() {
    }

    static boolean hold(InetAddress address) {
        InetSocketAddress asked = new InetSocketAddress(address, 0);
        return RANGES.stream().anyMatch(range -> range.matches(asked));
    }

    private static IpSubnetFilterRule range(String first, int bits) {
        return new IpSubnetFilterRule(first, bits, IpFilterRuleType.REJECT);
    }
}
