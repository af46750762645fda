package io.guildhall.chain.contract;

/** What a clock that has run out allows to anybody. */
public enum Timer {
    LAPSE,
    REFUND,
    RELEASE,
    EXECUTE_RULING,
    EXECUTE_DEFAULT
}
