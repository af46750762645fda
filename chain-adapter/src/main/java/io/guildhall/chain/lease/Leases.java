package io.guildhall.chain.lease;

import java.util.Optional;

/** Leases that end with their holder, however that ends. */
public interface Leases {
    /** One that is held. */
    interface Lease extends AutoCloseable {
        /** Whether it still is; asked before each round of work. */
        boolean held();

        @Override
        void close();
    }

    /** The lease of that name, unless another holds it. */
    Optional<Lease> acquire(String name);
}
