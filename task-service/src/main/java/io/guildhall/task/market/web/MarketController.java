package io.guildhall.task.market.web;

import io.guildhall.defaults.security.AuthenticatedAccess;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.task.market.CardSearch;
import io.guildhall.task.market.Cursor;
import io.guildhall.task.market.Market;
import io.guildhall.task.market.PublicStatus;
import io.guildhall.task.market.TaskCard;
import io.guildhall.task.market.TaskStatus;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of tasks: the market, one's own, those that one holds. */
@RestController
@RequestMapping("/api/v1/tasks")
class MarketController {
    private final Market market;

    MarketController(Market market) {
        this.market = market;
    }

    /** In which order the market is read; lower case in addresses. */
    enum Order {
        newest,
        reward,
        deadline
    }

    @GetMapping
    @PublicAccess
    TaskCard.Page listTasks(
            @RequestParam(required = false) @Nullable @Size(max = 100) String q,
            @RequestParam(required = false) @Nullable PublicStatus status,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "ETH|0x[0-9a-fA-F]{40}")
                    String token,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{1,29}")
                    String minReward,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{1,29}")
                    String maxReward,
            @RequestParam(required = false) @Nullable @Size(max = 30) String tag,
            @RequestParam(required = false) @Nullable Long publisher,
            @RequestParam(defaultValue = "newest") Order sort,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor) {
        return market.search(
                new CardSearch(
                        q == null || q.isBlank() ? null : q,
                        status,
                        "ETH".equals(token) ? "" : token,
                        minReward == null ? null : new BigInteger(minReward),
                        maxReward == null ? null : new BigInteger(maxReward),
                        tag == null || tag.isBlank() ? null : tag.strip().toLowerCase(Locale.ROOT),
                        publisher,
                        CardSearch.Sort.valueOf(sort.name().toUpperCase(Locale.ROOT)),
                        limit,
                        Cursor.parse(cursor)));
    }

    @GetMapping("/published")
    @AuthenticatedAccess
    TaskCard.Page listPublishedTasks(
            CurrentUser user,
            @RequestParam(required = false) @Nullable TaskStatus status,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor) {
        return market.publishedBy(user.id(), status, Cursor.parse(cursor), limit);
    }

    @GetMapping("/claimed")
    @AuthenticatedAccess
    TaskCard.Page listClaimedTasks(
            CurrentUser user,
            @RequestParam(required = false) @Nullable TaskStatus status,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor) {
        return market.claimedBy(user.id(), status, Cursor.parse(cursor), limit);
    }
}
