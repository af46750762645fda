package io.guildhall.chain.watching;

import io.guildhall.chain.contract.EscrowEvent;

/** An event and where it is. */
record PlacedEvent(Place place, EscrowEvent event) {}
