package io.guildhall.user.mail;

/** A mail was put down in the transaction that runs: deliver it once that has committed. */
record MailWritten() {}
