package io.guildhall.chain.node.client;

import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.HeadAnnounced;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets nodes announce new blocks over WebSocket. What they say is not read: it is a reason to look now. While no node is
 * connected, whoever waits looks by the clock.
 */
@Component
class HeadSubscription {
    private static final Logger log = LoggerFactory.getLogger(HeadSubscription.class);
    private static final String SUBSCRIBE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final List<URI> urls;
    private final ApplicationEventPublisher events;
    private final HttpClient http;
    private volatile boolean ended;
    private volatile @Nullable Thread thread;

    HeadSubscription(ChainProperties chain, ApplicationEventPublisher events) {
        this.urls = chain.pushUrls();
        this.events = events;
        this.http = HttpClient.newBuilder().connectTimeout(chain.connectTimeout()).build();
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (!urls.isEmpty()) {
            thread = Thread.ofVirtual().name("heads").start(this::untilTheEnd);
        }
    }

    private void untilTheEnd() {
        Duration pause = SHORTEST_PAUSE;
        for (int i = 0; !ended; i++) {
            URI url = urls.get(i % urls.size());
            try {
                Connection connection = new Connection();
                WebSocket socket =
                        http.newWebSocketBuilder()
                                .buildAsync(url, connection)
                                .get(5, TimeUnit.SECONDS);
                pause = SHORTEST_PAUSE;
                log.info("{} announces new blocks", url.getHost());
                connection.closed.get();
                socket.abort();
            } catch (InterruptedException _) {
                return;
            } catch (Exception e) {
                log.info(
                        "{}:{} announces no blocks: {}",
                        url.getHost(),
                        url.getPort(),
                        e.toString());
            }
            if (!sleeps(pause)) {
                return;
            }
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
        }
    }

    private static boolean sleeps(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    @PreDestroy
    void end() {
        ended = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        http.shutdownNow();
    }

    private final class Connection implements WebSocket.Listener {
        private final CompletableFuture<Void> closed = new CompletableFuture<>();

        @Override
        public void onOpen(WebSocket socket) {
            CompletableFuture<WebSocket> _ = socket.sendText(SUBSCRIBE, true);
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            if (last) {
                events.publishEvent(new HeadAnnounced());
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
