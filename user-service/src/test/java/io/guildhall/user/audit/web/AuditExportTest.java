package io.guildhall.user.audit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.user.audit.AuditLog;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletResponse;

class AuditExportTest {
    private final AuditLog log = mock(AuditLog.class);
    private final AuditEventController controller =
            new AuditEventController(log, mock(AuditTrail.class), Clock.systemUTC());

    /** A body that knows whether it was ended. */
    private static final class Body extends ServletOutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ended;

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("the body is written synchronously");
        }

        @Override
        public void close() {
            ended = true;
        }
    }

    /** A body that is ended in good order passes for a whole file. */
    @Test
    void doesNotEndTheFileWhenTheDatabaseGoesAwayHalfWay() {
        Body body = new Body();
        MockHttpServletResponse response =
                new MockHttpServletResponse() {
                    @Override
                    public ServletOutputStream getOutputStream() {
                        return body;
                    }
                };
        doThrow(new DataAccessResourceFailureException("gone"))
                .when(log)
                .export(any(), anyInt(), any());

        assertThatThrownBy(
                        () ->
                                controller.exportAuditEvents(
                                        null, null, null, null, null, null, response))
                .isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(body.ended).isFalse();
    }
}
