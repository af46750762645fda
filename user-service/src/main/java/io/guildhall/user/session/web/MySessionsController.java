package io.guildhall.user.session.web;

import io.guildhall.defaults.security.AuthenticatedAccess;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.user.session.SecondFactors;
import io.guildhall.user.session.SessionView;
import io.guildhall.user.session.Sessions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own sessions and second factor. */
@RestController
@RequestMapping("/api/v1/me")
@AuthenticatedAccess
class MySessionsController {
    private final Sessions sessions;
    private final SecondFactors secondFactors;

    MySessionsController(Sessions sessions, SecondFactors secondFactors) {
        this.sessions = sessions;
        this.secondFactors = secondFactors;
    }

    record SessionList(List<SessionView> items) {}

    record CodeRequest(@NotBlank @Size(max = 64) String code) {}

    record RecoveryCodes(List<String> recoveryCodes) {}

    @GetMapping("/sessions")
    SessionList list(CurrentUser user) {
        return new SessionList(sessions.list(user.id(), user.sessionId()));
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable long id, CurrentUser user) {
        sessions.revoke(user.id(), id);
    }

    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeOthers(CurrentUser user) {
        sessions.revokeOthers(user.id(), user.sessionId());
    }

    @PostMapping("/second-factor")
    SecondFactors.Enrolment beginSecondFactor(CurrentUser user) {
        return secondFactors.begin(user.id());
    }

    @PostMapping("/second-factor/confirmation")
    RecoveryCodes confirmSecondFactor(@Valid @RequestBody CodeRequest request, CurrentUser user) {
        return new RecoveryCodes(
                secondFactors.confirm(user.id(), user.sessionId(), request.code()));
    }

    @DeleteMapping("/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeSecondFactor(@Valid @RequestBody CodeRequest request, CurrentUser user) {
        secondFactors.remove(user.id(), request.code());
    }
}
