package io.guildhall.gateway.edge;

import io.guildhall.gateway.problem.Problem;
import io.guildhall.gateway.problem.ProblemWriter;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * One connection's requests, seen right behind the codec. It ends the connection when a request comes too
 * slowly: the idle timeout is not enough, because each byte puts it off, and neither is the server's own
 * request timeout, which is off once the answer has left. And where the codec refuses what it reads, which no
 * filter ever sees, it adds the problem to the bare status.
 */
final class RequestClock extends ChannelDuplexHandler {
    private final Duration head;
    private final Duration body;
    private final ProblemWriter problems;

    private @Nullable Future<?> clock;
    private boolean inBody;
    private boolean refused;
    private boolean decoded;
    private int unanswered;

    /**
     * A clock for one connection.
     *
     * @param head longest time from the first byte of a request to the end of its headers
     * @param body longest time from there to the end of its body
     */
    RequestClock(Duration head, Duration body, ProblemWriter problems) {
        this.head = head;
        this.body = body;
        this.problems = problems;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        decoded = true;
        if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
            refused = true;
        }
        if (message instanceof HttpRequest) {
            stopClock();
            inBody = true;
            unanswered++;
        }
        if (message instanceof LastHttpContent) {
            stopClock();
            inBody = false;
        }
        context.fireChannelRead(message);
    }

    /** Bytes came, and did not end a request. Where they made nothing whole, a head has begun. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (clock == null && inBody) {
            clock = after(body, context, () -> bodyIsLate(context));
        } else if (clock == null && !decoded) {
            clock = after(head, context, () -> headIsLate(context));
        }
        decoded = false;
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopClock();
        context.fireChannelInactive();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        Object written = message;
        if (refused && message instanceof FullHttpResponse bare && !bare.content().isReadable()) {
            written = worded(refusal(bare.status()));
            bare.release();
        }
        if (message instanceof LastHttpContent && !informational(message)) {
            unanswered--;
        }
        ChannelFuture _ = context.write(written, promise); // the promise tells who asked
    }

    private static boolean informational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private static Future<?> after(
            Duration time, ChannelHandlerContext context, Runnable lateness) {
        return context.executor().schedule(lateness, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopClock() {
        if (clock != null) {
            clock.cancel(false);
            clock = null;
        }
    }

    private static void bodyIsLate(ChannelHandlerContext context) {
        ChannelFuture _ = context.close();
    }

    private void headIsLate(ChannelHandlerContext context) {
        if (unanswered > 0) {
            // Answers leave in order: one to this request would get into the one before.
            clock = after(head, context, () -> headIsLate(context));
            return;
        }
        Problem problem =
                Problem.of(
                        HttpStatus.REQUEST_TIMEOUT,
                        "request-timeout",
                        "The headers did not arrive within %d ms.".formatted(head.toMillis()));
        ChannelFuture _ =
                context.writeAndFlush(worded(problem)).addListener(ChannelFutureListener.CLOSE);
    }

    private static Problem refusal(HttpResponseStatus status) {
        return switch (status.code()) {
            case 414 ->
                    Problem.of(
                            HttpStatus.URI_TOO_LONG,
                            "address-too-long",
                            "The address is longer than is read here.");
            case 431 ->
                    Problem.of(
                            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "headers-too-large",
                            "The headers are larger than is read here.");
            default ->
                    Problem.of(
                            HttpStatus.BAD_REQUEST,
                            "invalid-request",
                            "This is not HTTP as it is spoken here.");
        };
    }

    private FullHttpResponse worded(Problem problem) {
        byte[] body = problems.withoutRequest(problem);
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(problem.status().value()),
                        Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }
}
