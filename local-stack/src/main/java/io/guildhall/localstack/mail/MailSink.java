package io.guildhall.localstack.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Takes every mail for everybody, and gives none away: the mail server of the local stack and of the tests. */
public final class MailSink {
    private static final int LIMIT = 20_000;

    private final GreenMail smtp;
    private final MailFolder folder;

    private MailSink(int smtpPort, MailFolder folder) throws UserException {
        this.folder = folder;
        smtp = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    }

    /** Runs the sink: SMTP port, port of the page, directory of the mails. */
    public static void main(String[] arguments) throws IOException, UserException {
        MailFolder folder = new MailFolder(Path.of(arguments[2]), Clock.systemUTC(), LIMIT);
        new MailPage(folder, Integer.parseInt(arguments[1])).start();
        new MailSink(Integer.parseInt(arguments[0]), folder).start();
    }

    private void start() throws UserException {
        GreenMailUser everybody =
                smtp.getUserManager().createUser("everybody@localhost", "everybody", "");
        smtp.getUserManager()
                .setMessageDeliveryHandler(
                        (message, address) -> deliver(message, address, everybody));
        smtp.start();
    }

    private synchronized GreenMailUser deliver(
            MovingMessage message, MailAddress address, GreenMailUser everybody)
            throws MessagingException, UserException {
        try {
            folder.add(address.getEmail(), message.getMessage()::writeTo);
            // GreenMail keeps what it delivers in memory; the folder has it already.
            smtp.purgeEmailFromAllMailboxes();
            return everybody;
        } catch (IOException | FolderException e) {
            throw new UserException(e);
        }
    }
}
