package io.guildhall.localstack.infrastructure;

import java.net.URI;

/** An Ethereum development node with funded accounts whose keys everybody knows. */
public final class ChainNode extends DelegatingServer {
    /** Its chain id. */
    public static final long CHAIN_ID = 31_337;

    ChainNode(Server server) {
        super(server);
    }

    /** Its JSON-RPC. */
    public URI rpcUrl() {
        return URI.create("http://127.0.0.1:" + port());
    }
}
