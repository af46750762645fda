package io.guildhall.task.evidence.web;

import io.guildhall.defaults.security.AuthenticatedAccess;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.evidence.Evidence;
import io.guildhall.task.evidence.EvidenceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files that people hand in. */
@RestController
@RequestMapping("/api/v1/task-files")
@AuthenticatedAccess
class TaskFileController {
    private final Evidence evidence;

    TaskFileController(Evidence evidence) {
        this.evidence = evidence;
    }

    /** A file that was taken in; images are not byte for byte what was sent. */
    record UploadedFile(long fileId, String name, int bytes, String mediaType, String sha256) {}

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    UploadedFile uploadTaskFile(CurrentUser user, @RequestPart("file") MultipartFile file)
            throws IOException {
        String name = file.getOriginalFilename();
        EvidenceFile kept = evidence.keep(user, name == null ? "" : name, file.getBytes());
        return new UploadedFile(
                kept.id(), kept.name(), kept.bytes(), kept.mediaType(), kept.sha256());
    }

    /** Nobody's browser runs what it gets here: nothing is sniffed, and only pictures are shown in place. */
    @GetMapping("/{id}")
    ResponseEntity<byte[]> downloadTaskFile(CurrentUser user, @PathVariable long id) {
        Evidence.Content content = evidence.read(user, id);
        boolean picture = content.file().mediaType().startsWith("image/");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(content.file().mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (picture ? ContentDisposition.inline() : ContentDisposition.attachment())
                                .filename(content.file().name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(content.bytes());
    }
}
