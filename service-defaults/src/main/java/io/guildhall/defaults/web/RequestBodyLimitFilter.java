package io.guildhall.defaults.web;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.problem.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that are longer than what any request of ours needs: at once by their declared length, and
 * while reading where none is declared. Neither Spring nor Tomcat bounds a JSON body.
 */
final class RequestBodyLimitFilter extends OncePerRequestFilter {
    private final ProblemResponses responses;
    private final long limit;
    private final long multipartLimit;

    RequestBodyLimitFilter(ProblemResponses responses, long limit, long multipartLimit) {
        this.responses = responses;
        this.limit = limit;
        this.multipartLimit = multipartLimit;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long allowed = isMultipart(request) ? multipartLimit : limit;
        if (request.getContentLengthLong() > allowed) {
            responses.write(tooLarge(allowed), request, response);
            return;
        }
        chain.doFilter(new LimitedRequest(request, allowed), response);
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    private static ProblemException tooLarge(long allowed) {
        return new ProblemException(
                        ProblemKind.TOO_LARGE,
                        "request-too-large",
                        "The body is longer than the " + allowed + " bytes that are read here.")
                .with("maxBytes", Math.toIntExact(Math.min(allowed, Integer.MAX_VALUE)));
    }

    private static final class LimitedRequest extends HttpServletRequestWrapper {
        private final long allowed;

        LimitedRequest(HttpServletRequest request, long allowed) {
            super(request);
            this.allowed = allowed;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), allowed);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), charset()));
        }

        private Charset charset() throws UnsupportedEncodingException {
            String encoding = getCharacterEncoding();
            try {
                return encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
            } catch (IllegalArgumentException e) {
                throw new UnsupportedEncodingException(encoding);
            }
        }
    }

    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream source;
        private final long allowed;
        private long seen;

        LimitedStream(ServletInputStream source, long allowed) {
            this.source = source;
            this.allowed = allowed;
        }

        @Override
        public int read() throws IOException {
            int next = source.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = source.read(buffer, offset, length);
            count(count);
            return count;
        }

        private void count(int count) {
            seen += Math.max(count, 0);
            if (seen > allowed) {
                throw tooLarge(allowed);
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
