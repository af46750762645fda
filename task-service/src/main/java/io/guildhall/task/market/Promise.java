package io.guildhall.task.market;

import io.guildhall.task.escrow.Terms;

/**
 * What a publisher was asked to fund.
 *
 * @param key names it on the chain
 * @param content canonical JSON; its SHA-256 is the terms' content
 */
public record Promise(String key, Terms terms, String content) {}
