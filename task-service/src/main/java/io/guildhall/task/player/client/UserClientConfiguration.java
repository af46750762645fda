package io.guildhall.task.player.client;

import io.guildhall.defaults.grpc.RetriedService;
import io.guildhall.proto.user.v1.UserServiceGrpc;
import io.guildhall.proto.user.v1.UserServiceGrpc.UserServiceBlockingStub;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.client.GrpcChannelFactory;

/** The channel to user-service. */
@Configuration(proxyBeanMethods = false)
class UserClientConfiguration {
    private static final String CHANNEL = "user-service";

    @Bean
    UserServiceBlockingStub userService(GrpcChannelFactory channels) {
        return UserServiceGrpc.newBlockingStub(channels.createChannel(CHANNEL));
    }

    @Bean
    RetriedService userServiceRetries() {
        return new RetriedService(CHANNEL, UserServiceGrpc.getServiceDescriptor());
    }
}
