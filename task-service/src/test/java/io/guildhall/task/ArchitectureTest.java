package io.guildhall.task;

import io.guildhall.defaults.architecture.ArchitectureRules;

class ArchitectureTest extends ArchitectureRules {
    ArchitectureTest() {
        super("io.guildhall.task");
    }
}
