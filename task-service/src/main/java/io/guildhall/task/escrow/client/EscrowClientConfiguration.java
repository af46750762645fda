package io.guildhall.task.escrow.client;

import io.guildhall.defaults.grpc.RetriedService;
import io.guildhall.proto.chain.v1.EscrowServiceGrpc;
import io.guildhall.proto.chain.v1.EscrowServiceGrpc.EscrowServiceBlockingStub;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.client.GrpcChannelFactory;

/** The channel to chain-adapter. */
@Configuration(proxyBeanMethods = false)
class EscrowClientConfiguration {
    private static final String CHANNEL = "chain-adapter";

    @Bean
    EscrowServiceBlockingStub escrowService(GrpcChannelFactory channels) {
        return EscrowServiceGrpc.newBlockingStub(channels.createChannel(CHANNEL));
    }

    @Bean
    RetriedService escrowServiceRetries() {
        return new RetriedService(CHANNEL, EscrowServiceGrpc.getServiceDescriptor());
    }
}
