package io.guildhall.chain;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the chain adapter: calls of the escrow contract, transactions of the platform, events of the chain. */
@SpringBootApplication
@ConfigurationPropertiesScan
class ChainAdapterApplication {
    private ChainAdapterApplication() {}

    static void main(String[] args) {
        SpringApplication.run(ChainAdapterApplication.class, args);
    }
}
