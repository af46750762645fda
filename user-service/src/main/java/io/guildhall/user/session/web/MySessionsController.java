package io.guildhall.user.session.web;

import io.guildhall.defaults.security.AuthenticatedAccess;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.user.account.PresentPassword;
import io.guildhall.user.session.SecondFactors;
import io.guildhall.user.session.SessionView;
import io.guildhall.user.session.Sessions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
@Tag(name = "Own sessions", description = "Where one is logged in, and the second factor")
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

    record SecondFactorRemoval(
            @Schema(description = "of the app, or a recovery code") @NotBlank @Size(max = 64)
                    String code,
            @Schema(description = "the account's, where it has one") @Size(max = 256)
                    @Nullable String password) {
        @Override
        public String toString() {
            return "SecondFactorRemoval[…]";
        }
    }

    record RecoveryCodes(List<String> recoveryCodes) {}

    @Operation(
            operationId = "listSessions",
            summary = "Lists the sessions that are open, last used first")
    @GetMapping("/sessions")
    SessionList list(CurrentUser user) {
        return new SessionList(sessions.list(user.id(), user.sessionId()));
    }

    @Operation(
            operationId = "endSession",
            summary = "Ends one of the own sessions; its access token is refused within seconds")
    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable long id, CurrentUser user) {
        sessions.revoke(user.id(), id);
    }

    @Operation(operationId = "endOtherSessions", summary = "Ends all own sessions but this one")
    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeOthers(CurrentUser user) {
        sessions.revokeOthers(user.id(), user.sessionId());
    }

    @Operation(operationId = "startSecondFactor", summary = "Begins to set a second factor up")
    @PostMapping("/second-factor")
    SecondFactors.Enrolment beginSecondFactor(
            CurrentUser user, @Valid @RequestBody PresentPassword proof) {
        return secondFactors.begin(user, proof.password());
    }

    @Operation(
            operationId = "confirmSecondFactor",
            summary = "Ends the setting up with a first code and shows the recovery codes, once")
    @PostMapping("/second-factor/confirmation")
    RecoveryCodes confirmSecondFactor(@Valid @RequestBody CodeRequest request, CurrentUser user) {
        return new RecoveryCodes(
                secondFactors.confirm(user.id(), user.sessionId(), request.code()));
    }

    @Operation(operationId = "removeSecondFactor", summary = "Takes the second factor away")
    @DeleteMapping("/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeSecondFactor(@Valid @RequestBody SecondFactorRemoval removal, CurrentUser user) {
        secondFactors.remove(user, removal.code(), removal.password());
    }
}
