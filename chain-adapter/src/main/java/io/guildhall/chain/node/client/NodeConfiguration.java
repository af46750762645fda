package io.guildhall.chain.node.client;

import io.guildhall.chain.node.ChainProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.web3j.protocol.Web3jService;

/** How the node is reached. */
@Configuration(proxyBeanMethods = false)
class NodeConfiguration {
    @Bean
    Web3jService rpcTransport(ChainProperties chain, Clock clock, MeterRegistry meters) {
        return new RpcTransport(chain, clock, meters);
    }
}
