package io.guildhall.task.market;

/** The four states that people see: 发布, 领取, 完成, 过期. */
public enum PublicStatus {
    PUBLISHED,
    CLAIMED,
    COMPLETED,
    EXPIRED
}
