package io.guildhall.gateway.limit;

import io.guildhall.gateway.limit.LimitProperties.Allowance;

/** The buckets that a request may draw on. */
enum Limit {
    ADDRESS,
    USER,
    AUTH;

    Allowance in(LimitProperties properties) {
        return switch (this) {
            case ADDRESS -> properties.address();
            case USER -> properties.user();
            case AUTH -> properties.auth();
        };
    }
}
