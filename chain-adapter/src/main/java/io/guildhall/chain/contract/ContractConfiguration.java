package io.guildhall.chain.contract;

import io.guildhall.contracts.TaskEscrow;
import java.math.BigInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;

/** The generated wrapper, to encode and decode with: what goes over the wire goes through the node's port. */
@Configuration(proxyBeanMethods = false)
class ContractConfiguration {
    @Bean
    TaskEscrow taskEscrow(EscrowProperties properties, Web3jService rpc) {
        Web3j web3j = Web3j.build(rpc);
        return TaskEscrow.load(
                properties.address(),
                web3j,
                new ReadonlyTransactionManager(web3j, properties.address()),
                new StaticGasProvider(BigInteger.ZERO, BigInteger.ZERO));
    }
}
