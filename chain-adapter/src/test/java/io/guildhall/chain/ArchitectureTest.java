package io.guildhall.chain;

import io.guildhall.defaults.architecture.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {
    ArchitectureTest() {
        super(
                "io.guildhall.chain",
                // The contract's calls, events and errors are what this service is about. None of
                // it opens a connection.
                "io.guildhall.contracts.", // generated from the ABI
                "org.web3j.abi.",
                "org.web3j.crypto.",
                "org.web3j.utils.",
                "org.web3j.protocol.core.RemoteFunctionCall", // what the generated code wraps its
                // data in
                "org.web3j.protocol.core.methods.response.Log", // what the generated code decodes
                "org.web3j.tx.Contract", // what the generated code extends
                "org.bouncycastle.asn1.x9.X9ECParameters"); // the type of web3j's curve
    }
}
