package io.guildhall.chain.node.client;

import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.HeadAnnounced;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets nodes announce new blocks over WebSocket. What they say is not read: it is a reason to look now. While no node is
 * connected, whoever waits looks by the clock. One node is as good as another here: the next is tried when one is lost,
 * and kept when the first comes back.
 */
@Component
class HeadSubscription {
    private static final Logger log = LoggerFactory.getLogger(HeadSubscription.class);
    private static final String SUBSCRIBE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);

    private final ChainProperties chain;
    private final ApplicationEventPublisher events;
    private final HttpClient http;
    private volatile boolean ended;
    private volatile @Nullable Thread thread;

    HeadSubscription(ChainProperties chain, ApplicationEventPublisher events) {
        this.chain = chain;
        this.events = events;
        this.http = HttpClient.newBuilder().connectTimeout(chain.connectTimeout()).build();
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (!chain.pushUrls().isEmpty()) {
            thread = Thread.ofVirtual().name("heads").start(this::untilTheEnd);
        }
    }

    private void untilTheEnd() {
        Duration pause = SHORTEST_PAUSE;
        for (int i = 0; !ended; i++) {
            URI url = chain.pushUrls().get(i % chain.pushUrls().size());
            try {
                Connection connection = new Connection();
                WebSocket socket =
                        http.newWebSocketBuilder()
                                .connectTimeout(chain.readTimeout())
                                .buildAsync(url, connection)
                                .get();
                pause = SHORTEST_PAUSE;
                log.info("{}:{} announces new blocks", url.getHost(), url.getPort());
                listen(socket, connection);
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
            pause = longer(pause);
        }
    }

    /** A node without new blocks and one that is gone without a word look the same: so it has to say that it is there. */
    private void listen(WebSocket socket, Connection connection)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            while (true) {
                connection.heard = false;
                CompletableFuture<WebSocket> _ = socket.sendPing(ByteBuffer.allocate(0));
                if (connection.closesWithin(chain.readTimeout())) {
                    return;
                }
                if (!connection.heard) {
                    throw new TimeoutException("no word for " + chain.readTimeout());
                }
            }
        } finally {
            socket.abort();
        }
    }

    private Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(chain.cooldown()) > 0 ? chain.cooldown() : twice;
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
        private volatile boolean heard;

        /**
         * Whether the node ends it in that time.
         *
         * @throws ExecutionException when it breaks
         */
        boolean closesWithin(Duration time) throws InterruptedException, ExecutionException {
            try {
                closed.get(time.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException _) {
                return false;
            }
        }

        @Override
        public void onOpen(WebSocket socket) {
            CompletableFuture<WebSocket> _ = socket.sendText(SUBSCRIBE, true);
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            heard = true;
            if (last) {
                events.publishEvent(new HeadAnnounced());
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            heard = true;
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
