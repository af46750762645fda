package io.guildhall.user.siwe;

/** Accounts that are contracts and say themselves whether a signature is theirs (ERC-1271). */
@FunctionalInterface
public interface ContractWallets {
    /**
     * Asks the contract at an address on the configured chain.
     *
     * @param address EIP-55 form
     * @param hash 32 bytes that were signed
     * @param signature of any length: its form is the contract's own affair
     * @return false when the contract says no, and when there is no contract
     * @throws io.guildhall.defaults.problem.ProblemException {@code chain-unavailable} when the chain gave no
     *     answer; that says nothing about the signature
     */
    boolean approves(String address, byte[] hash, byte[] signature);
}
