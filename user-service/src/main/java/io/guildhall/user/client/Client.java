package io.guildhall.user.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Where a request comes from.
 *
 * @param address IP address
 * @param userAgent what the browser calls itself, or an empty text
 */
public record Client(String address, String userAgent) {
    private static final int NETWORK_BYTES = 8;
    private static final String NETWORK_MARK = "/64";

    public Client {
        userAgent = userAgent.length() > 400 ? userAgent.substring(0, 400) : userAgent;
    }

    /** Whose tries are counted together: an IPv4 address, or the 64-bit network that the least IPv6 customer has. */
    public String network() {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES) + NETWORK_MARK
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
