package io.guildhall.task.candidate;

/** How far somebody has come with the publisher of a task. */
public enum Candidacy {
    NONE,
    ASKED,
    CHOSEN
}
