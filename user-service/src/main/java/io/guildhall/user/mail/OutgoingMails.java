package io.guildhall.user.mail;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where outgoing mails wait. */
interface OutgoingMails extends Repository<OutgoingMail, Long> {
    OutgoingMail save(OutgoingMail mail);

    Optional<OutgoingMail> findByMailId(long mailId);

    /** The one that has been due longest and that no other replica holds. */
    @NativeQuery(
            "select * from OutgoingMail where next_attempt_at <= :now"
                    + " order by next_attempt_at limit 1 for update skip locked")
    Optional<OutgoingMail> takeDue(Instant now);

    @Modifying
    @Query("delete from OutgoingMail m where m.mailId = :mailId")
    void deleteByMailId(long mailId);

    /** How many wait, counted no further than to a number: a long queue must not cost a long count. */
    @NativeQuery("select count(*) from (select mail_id from OutgoingMail limit :most) waiting")
    long countWaiting(int most);
}
