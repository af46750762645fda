package io.guildhall.user.audit;

import io.guildhall.user.secret.SecretBox;
import org.springframework.stereotype.Component;

/**
 * Seals rows with the service's secret: who can write to the database but does not know the secret can
 * neither change a row nor make up the rows behind it.
 */
@Component
class AuditSeal {
    private static final String PURPOSE = "audit-chain";

    private final SecretBox secrets;

    AuditSeal(SecretBox secrets) {
        this.secrets = secrets;
    }

    AuditRow seal(AuditRow row, String previousSeal) {
        return row.sealed(secrets.mac(PURPOSE, row.canonical(previousSeal)));
    }

    boolean isIntact(AuditRow row, String previousSeal) {
        return secrets.verifyMac(PURPOSE, row.canonical(previousSeal), row.seal());
    }
}
