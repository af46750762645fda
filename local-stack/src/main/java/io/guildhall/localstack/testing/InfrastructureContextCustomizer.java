package io.guildhall.localstack.testing;

import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.infrastructure.Contracts;
import io.guildhall.localstack.infrastructure.MailServer;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/** Tells a context where the servers are, before its auto-configuration looks for them. Equal for equal wishes: contexts are cached. */
record InfrastructureContextCustomizer(Set<Infrastructure> wanted) implements ContextCustomizer {
    @Override
    public void customizeContext(
            ConfigurableApplicationContext context, MergedContextConfiguration merged) {
        SharedServers servers = SharedServers.get();
        servers.start(wanted);
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        for (Infrastructure one : wanted) {
            switch (one) {
                case MYSQL -> {
                    register(beans, "mySqlServer", servers.mysql());
                    register(
                            beans,
                            "mySqlConnectionDetails",
                            new MySqlConnectionDetails(servers.newSchema()));
                }
                case REDIS -> {
                    register(beans, "redisServer", servers.redis());
                    register(
                            beans,
                            "redisConnectionDetails",
                            new RedisConnectionDetails(
                                    servers.redis().port(), servers.newRedisDatabase()));
                }
                case KAFKA -> {
                    register(beans, "kafkaServer", servers.kafka());
                    register(
                            beans,
                            "kafkaServerConnectionDetails",
                            new KafkaServerConnectionDetails(servers.kafka().bootstrapServers()));
                }
                case MAIL -> {
                    register(beans, "mailServer", servers.mail());
                    addProperties(context, "mail", properties(servers.mail()));
                }
                case CHAIN -> addChain(context, servers);
                case CONTRACTS -> {
                    if (!wanted.contains(Infrastructure.CHAIN)) {
                        addChain(context, servers);
                    }
                    addProperties(context, "contracts", properties(servers.escrow()));
                }
            }
        }
    }

    private static void addChain(ConfigurableApplicationContext context, SharedServers servers) {
        register(context.getBeanFactory(), "chainNode", servers.chain());
        addProperties(context, "chain", properties(servers.chain()));
    }

    private static Map<String, Object> properties(MailServer mail) {
        return Map.of("spring.mail.host", "127.0.0.1", "spring.mail.port", mail.port());
    }

    private static Map<String, Object> properties(ChainNode chain) {
        return Map.of(
                "guildhall.chain.rpc-url",
                chain.rpcUrl().toString(),
                "guildhall.chain.push-url",
                chain.pushUrl().toString(),
                "guildhall.chain.id",
                ChainNode.CHAIN_ID);
    }

    private static Map<String, Object> properties(Contracts.Escrow escrow) {
        return Map.of(
                "guildhall.chain.escrow.address",
                escrow.address(),
                "guildhall.chain.escrow.start-block",
                escrow.block());
    }

    private static void addProperties(
            ConfigurableApplicationContext context, String name, Map<String, Object> values) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("infrastructure-" + name, values));
    }

    private static void register(ConfigurableListableBeanFactory beans, String name, Object bean) {
        beans.registerSingleton(name, bean);
    }
}
