package io.guildhall.user.mail;

/** Takes mails to their readers. */
public interface PostOffice {
    /**
     * Hands a mail over.
     *
     * @throws ClosedException when it is not taken now and may be later
     * @throws RefusedException when this mail is not taken; another may be
     */
    void send(MailContent mail);

    /** The mail server is there and does not take this mail: its reader or its text is refused. */
    final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean forGood;

        /**
         * A refusal of one mail.
         *
         * @param answer what the server said, without addresses: it goes into logs
         * @param forGood whether the server says that another try is useless
         */
        public RefusedException(String answer, boolean forGood) {
            super(answer);
            this.forGood = forGood;
        }

        public boolean isForGood() {
            return forGood;
        }
    }

    /** The mail server is away or takes no mail. */
    final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ClosedException(Throwable cause) {
            super(cause);
        }
    }
}
