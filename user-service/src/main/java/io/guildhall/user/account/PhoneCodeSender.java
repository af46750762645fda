package io.guildhall.user.account;

/** Brings a code to a phone. */
public interface PhoneCodeSender {
    /**
     * Sends a code. Called outside a transaction; a failure is logged and the user asks again.
     *
     * @param code six digits
     */
    void send(PhoneNumber phone, String code);
}
