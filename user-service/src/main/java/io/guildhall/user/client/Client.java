package io.guildhall.user.client;

/**
 * Where a request comes from.
 *
 * @param address IP address
 * @param userAgent what the browser calls itself, or an empty text
 */
public record Client(String address, String userAgent) {
    public Client {
        userAgent = userAgent.length() > 400 ? userAgent.substring(0, 400) : userAgent;
    }
}
