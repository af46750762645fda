package io.guildhall.gateway.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Makes of each request what it is in truth, before anything else sees it: the client's own address and
 * scheme, and only headers that a client may send. What a proxy says of the client is believed when the
 * proxy is a configured one; of a chain of addresses, the last that is no such proxy is the client.
 */
@Component(WebHttpHandlerBuilder.FORWARDED_HEADER_TRANSFORMER_BEAN_NAME)
class ClientRequests extends ForwardedHeaderTransformer {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    private final Networks proxies;

    ClientRequests(EdgeProperties properties) {
        this.proxies = Networks.of(properties.trustedProxies());
    }

    @Override
    public ServerHttpRequest apply(ServerHttpRequest request) {
        ServerHttpRequest.Builder cleaned = request.mutate().headers(ClientHeaders::clean);
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer != null && proxies.contain(peer.getAddress())) {
            cleaned.remoteAddress(new InetSocketAddress(client(peer, request.getHeaders()), 0));
            cleaned.uri(asSeenByClient(request));
        }
        return cleaned.build();
    }

    /** Read from the right: what stands left of the first stranger was written by the stranger. */
    private InetAddress client(InetSocketAddress peer, HttpHeaders headers) {
        InetAddress client = peer.getAddress();
        for (String name : chain(headers).reversed()) {
            InetAddress address = literal(name);
            if (address == null) {
                return client;
            }
            client = address;
            if (!proxies.contain(address)) {
                return client;
            }
        }
        return client;
    }

    private static List<String> chain(HttpHeaders headers) {
        List<String> chain = new ArrayList<>();
        for (String line : headers.getOrEmpty("X-Forwarded-For")) {
            chain.addAll(List.of(StringUtils.tokenizeToStringArray(line, ",")));
        }
        return chain;
    }

    private static @Nullable InetAddress literal(String name) {
        try {
            return InetAddress.ofLiteral(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static URI asSeenByClient(ServerHttpRequest request) {
        UriComponentsBuilder seen = UriComponentsBuilder.fromUri(request.getURI());
        String scheme = request.getHeaders().getFirst("X-Forwarded-Proto");
        if (scheme != null && SCHEMES.contains(scheme)) {
            seen.scheme(scheme);
        }
        String authority = request.getHeaders().getFirst("X-Forwarded-Host");
        if (authority != null && AUTHORITY.matcher(authority).matches()) {
            URI host = URI.create("//" + authority);
            seen.host(host.getHost()).port(host.getPort());
        }
        return seen.build(true).toUri();
    }
}
