package io.guildhall.user;

import io.guildhall.defaults.architecture.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {
    ArchitectureTest() {
        super(
                "io.guildhall.user",
                // Computing that this service is about. None of it opens a connection.
                "io.jsonwebtoken.", // signs access tokens
                "com.eatthepath.otp.", // second factors
                "org.springframework.security.crypto.argon2.", // passwords
                "com.nulabinc.zxcvbn.", // how guessable a password is
                "com.google.i18n.phonenumbers.", // what is a phone number
                "org.web3j.crypto.", // checksums of addresses, signers of messages
                "org.bouncycastle.asn1.x9.X9ECParameters", // the type of web3j's curve
                // Counting is the throttle's trade; where the counts are kept is its adapter's.
                "io.github.bucket4j.",
                "com.github.benmanes.caffeine.cache.",
                // Nothing else tells which unique name was taken.
                "org.hibernate.exception.ConstraintViolationException");
    }
}
