package io.guildhall.task.evidence;

/**
 * A file that was handed in.
 *
 * @param mediaType as its content says, whatever its name
 * @param sha256 of the stored bytes, 0x and 64 digits
 */
public record EvidenceFile(long id, String name, int bytes, String mediaType, String sha256) {}
