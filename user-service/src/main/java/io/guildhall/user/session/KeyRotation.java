package io.guildhall.user.session;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Rotates the signing keys. */
@Component
class KeyRotation {
    private final SigningKeys keys;

    KeyRotation(SigningKeys keys) {
        this.keys = keys;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    @SchedulerLock(name = "signing-key-rotation", lockAtMostFor = "PT5M", lockAtLeastFor = "PT1M")
    void rotateKeys() {
        keys.rotate();
    }
}
