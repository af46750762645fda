package io.guildhall.user.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where outgoing mails wait. */
interface OutgoingMails extends Repository<OutgoingMail, Long> {
    OutgoingMail save(OutgoingMail mail);

    Optional<OutgoingMail> findByMailId(long mailId);

    /** Those that are due and that no other replica holds. */
    @NativeQuery(
            "select * from OutgoingMail where next_attempt_at <= :now"
                    + " order by next_attempt_at limit :most for update skip locked")
    List<OutgoingMail> takeDue(Instant now, int most);

    @Modifying
    @Query("delete from OutgoingMail m where m.mailId = :mailId")
    void deleteByMailId(long mailId);

    /** How many wait, counted no further than to a number: a long queue must not cost a long count. */
    @NativeQuery("select count(*) from (select mail_id from OutgoingMail limit :most) waiting")
    long countWaiting(int most);
}
