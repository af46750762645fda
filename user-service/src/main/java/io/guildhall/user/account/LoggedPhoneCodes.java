package io.guildhall.user.account;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** On the local stack a code goes into the log, where the one developer reads it. */
@Component
@Profile("local")
class LoggedPhoneCodes implements PhoneCodeSender {
    private static final Logger log = LoggerFactory.getLogger(LoggedPhoneCodes.class);

    @Override
    public void send(PhoneNumber phone, String code) {
        log.info("The code for {} is {}", phone, code);
    }
}
