package io.guildhall.user.mail;

/** Takes mails to their readers. */
public interface PostOffice {
    /**
     * Hands a mail over.
     *
     * @throws ClosedException when it is not taken now and may be later
     */
    void send(MailContent mail);

    /** The mail server is away or takes no mail. */
    final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ClosedException(Throwable cause) {
            super(cause);
        }
    }
}
