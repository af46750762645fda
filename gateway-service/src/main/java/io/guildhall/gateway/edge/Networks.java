package io.guildhall.gateway.edge;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;

/** A set of networks, such as {@code 10.0.0.0/8}. */
public final class Networks {
    private final List<InetAddressMatcher> networks;

    private Networks(List<InetAddressMatcher> networks) {
        this.networks = networks;
    }

    /** The networks of these names; throws when one is neither an address nor a network. */
    public static Networks of(List<String> names) {
        return new Networks(names.stream().map(InetAddressMatchers::fromIpAddress).toList());
    }

    /** Whether the address lies in one of them. */
    public boolean contain(@Nullable InetAddress address) {
        return address != null && networks.stream().anyMatch(network -> network.matches(address));
    }
}
