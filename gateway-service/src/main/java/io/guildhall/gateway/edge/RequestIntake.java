package io.guildhall.gateway.edge;

import io.guildhall.gateway.problem.ProblemWriter;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Bounds how long a client may take to hand its request over, and words the server's own refusals of what is
 * no proper request.
 */
@Component
@Order(0)
class RequestIntake implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
    /** {@link BodyLimit} answers first; where it cannot, since nobody reads the body, the connection just ends. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final String HANDLER = "guildhall.requestClock";

    private final EdgeProperties edge;
    private final ProblemWriter problems;

    RequestIntake(EdgeProperties edge, ProblemWriter problems) {
        this.edge = edge;
        this.problems = problems;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::bounded);
    }

    private HttpServer bounded(HttpServer server) {
        return server.doOnChannelInit(
                (_, channel, _) ->
                        channel.pipeline()
                                .addAfter(
                                        NettyPipeline.HttpCodec,
                                        HANDLER,
                                        new RequestClock(
                                                edge.maxHeadTime(),
                                                edge.maxBodyTime().plus(GRACE),
                                                problems)));
    }
}
