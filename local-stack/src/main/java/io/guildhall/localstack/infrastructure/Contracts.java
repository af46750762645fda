package io.guildhall.localstack.infrastructure;

import io.guildhall.localstack.process.ChildProcess;
import io.guildhall.localstack.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts the project's contracts on the development chain, with the node's own accounts in every role. */
public final class Contracts {
    /**
     * Where the escrow is.
     *
     * @param address of the contract
     * @param block before which nothing of ours is on the chain
     */
    public record Escrow(String address, long block) {}

    /** Pays for the deployment. Everybody knows this key: it is the tenth of the node's public mnemonic. */
    private static final String DEPLOYER =
            "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6";

    /** From the eleventh account on, so that the first ten are left for people. */
    private static final int FIRST_ROLE = 10;

    private static final List<String> ROLES =
            List.of(
                    "ADMIN",
                    "ASSIGNER",
                    "ARBITER",
                    "GUARDIAN",
                    "TREASURY",
                    "ISSUER",
                    "VOUCHER_SIGNER",
                    "CHECKPOINTER");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path contracts;
    private final ChainNode chain;
    private final Path deployment;
    private final Path log;

    /**
     * Of a folder of contracts, for a chain.
     *
     * @param deployment the file that says where they are
     */
    public Contracts(Path contracts, ChainNode chain, Path deployment, Path log) {
        this.contracts = contracts;
        this.chain = chain;
        this.deployment = deployment;
        this.log = log;
    }

    /** Whether what an earlier run deployed is on this chain. */
    public boolean deployed() {
        return Files.exists(deployment)
                && isContract(escrow().address())
                && isContract(testToken());
    }

    private boolean isContract(String address) {
        return !address.isEmpty()
                && !chain.call("eth_getCode", address, "latest").asString("0x").equals("0x");
    }

    /** Where the escrow has been put. */
    public Escrow escrow() {
        JsonNode written = written();
        return new Escrow(
                written.path("contracts").path("TaskEscrow").path("address").asString(""),
                written.path("block").asLong());
    }

    /** The address of a token that anybody may mint, with permit and 18 decimals. */
    public String testToken() {
        return written().path("testToken").path("address").asString("");
    }

    private JsonNode written() {
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(deployment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles them if need be, and puts on the chain what is not there. */
    public void deploy() {
        if (!compiled("TaskEscrow") || !compiled("TestToken")) {
            // Without the tests: they are most of the work, and not deployed.
            npm(List.of("run", "build", "--", "src", "script/development"), Map.of());
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("DEPLOYER_PRIVATE_KEY", DEPLOYER);
        JsonNode accounts = chain.call("eth_accounts");
        for (int i = 0; i < ROLES.size(); i++) {
            environment.put("GUILDHALL_" + ROLES.get(i), accounts.path(FIRST_ROLE + i).asString());
        }
        npm(
                List.of(
                        "run",
                        "deploy",
                        "--",
                        "--rpc",
                        chain.rpcUrl().toString(),
                        "--out",
                        deployment.toString(),
                        "--test-token"),
                environment);
    }

    private boolean compiled(String contract) {
        return Files.isDirectory(contracts.resolve("target/out/" + contract + ".sol"));
    }

    private void npm(List<String> arguments, Map<String, String> environment) {
        Command command = new Command(List.of("npm"), contracts, environment, log).with(arguments);
        ChildProcess process = ChildProcess.start(command);
        if (!process.endsWithin(PATIENCE) || process.exitCode() != 0) {
            process.kill();
            throw new StartFailedException("npm " + String.join(" ", arguments), "failed", log);
        }
    }
}
