package io.guildhall.chain.sending;

/** The process dies here. An error, so that nothing handles it. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String where) {
        super(where);
    }
}
