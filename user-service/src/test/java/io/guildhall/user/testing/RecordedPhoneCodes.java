package io.guildhall.user.testing;

import io.guildhall.user.account.PhoneCodeSender;
import io.guildhall.user.account.PhoneNumber;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Primary;

/** Takes the place of a phone. */
@Primary
public class RecordedPhoneCodes implements PhoneCodeSender {
    private final Map<String, String> codes = new ConcurrentHashMap<>();

    @Override
    public void send(PhoneNumber phone, String code) {
        codes.put(phone.value(), code);
    }

    /** The last code that a phone got. */
    public String code(String phone) {
        return Objects.requireNonNull(codes.get(phone), () -> "no code for " + phone);
    }
}
