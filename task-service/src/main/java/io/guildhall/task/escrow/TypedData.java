package io.guildhall.task.escrow;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as wallets sign it, by EIP-712 ({@code eth_signTypedData_v4}). The types are those of
 * {@code EscrowSignatures.sol}.
 *
 * @param message integers are decimal strings
 */
public record TypedData(
        Domain domain,
        Map<String, List<Field>> types,
        String primaryType,
        Map<String, String> message) {
    public static final String NAME = "Guildhall Task Escrow";
    public static final String VERSION = "1";

    /** Of which contract on which chain the message speaks. */
    public record Domain(
            String name, String version, BigInteger chainId, String verifyingContract) {}

    /** A field of a type. */
    public record Field(String name, String type) {}

    /** What a wallet shows and signs for a consent. */
    public static TypedData of(ConsentMessage consent, EscrowFacts facts) {
        List<Field> fields = new ArrayList<>();
        Map<String, String> message = new LinkedHashMap<>();
        ConsentKind kind = consent.kind();
        add(fields, message, "task", "bytes32", consent.key());
        add(fields, message, "openedIn", "uint256", consent.openedIn());
        add(fields, message, "worker", "address", consent.worker());
        if (kind.rounds()) {
            add(fields, message, "round", "uint256", consent.round());
        }
        if (kind == ConsentKind.SUBMISSION) {
            add(fields, message, "evidence", "bytes32", consent.digest());
        } else if (kind.reasoned()) {
            add(fields, message, "reason", "bytes32", consent.digest());
        }
        if (kind == ConsentKind.SETTLEMENT && consent.validUntil() != null) {
            add(fields, message, "share", "uint256", consent.share());
            add(fields, message, "validUntil", "uint256", consent.validUntil().getEpochSecond());
        }
        Map<String, List<Field>> types = new LinkedHashMap<>();
        types.put(
                "EIP712Domain",
                List.of(
                        new Field("name", "string"),
                        new Field("version", "string"),
                        new Field("chainId", "uint256"),
                        new Field("verifyingContract", "address")));
        types.put(kind.type(), fields);
        return new TypedData(
                new Domain(NAME, VERSION, BigInteger.valueOf(facts.chainId()), facts.contract()),
                types,
                kind.type(),
                message);
    }

    private static void add(
            List<Field> fields,
            Map<String, String> message,
            String name,
            String type,
            @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("a message without its " + name);
        }
        fields.add(new Field(name, type));
        message.put(name, value.toString());
    }
}
