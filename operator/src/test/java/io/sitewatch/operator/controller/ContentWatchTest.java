package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.live.SearchContent;
import io.sitewatch.operator.live.SearchContent.Part;
import io.sitewatch.operator.live.SearchContent.State;
import io.sitewatch.operator.model.SiteModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentWatchTest {
    private static final ResourceID SHAFT = new ResourceID("shaft", "monitoring");

    private final List<ResourceID> woken = new CopyOnWriteArrayList<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final CountDownLatch slow = new CountDownLatch(1);
    private volatile boolean isSlow;
    private volatile SearchContent answer = content(State.READY, "in place");

    private final ContentWatch watch = new ContentWatch(
            (site, ledger) -> {
                assertThat(atOnce.incrementAndGet())
                        .as("one at a time for a site")
                        .isEqualTo(1);
                if (isSlow) {
                    await().until(() -> slow.getCount() == 0);
                }
                ledger.put("kept", String.valueOf(kept.incrementAndGet()));
                atOnce.decrementAndGet();
                return answer;
            },
            woken::add);

    @AfterEach
    void close() {
        slow.countDown();
        watch.close();
    }

    @Test
    void aSiteIsLookedAfterAtOnceAndWokenWhenThereIsSomethingToSay() {
        assertThat(watch.latest(SHAFT).templatesReady()).isFalse();
        watch.follow(SHAFT, 1, site("{managed: {}}"));
        await().untilAsserted(() -> assertThat(woken).containsExactly(SHAFT));
        assertThat(watch.latest(SHAFT)).isEqualTo(answer);
    }

    @Test
    void nothingNewIsNoReasonToWakeAnybody() {
        watch.follow(SHAFT, 1, site("{managed: {}}"));
        await().untilAsserted(() -> assertThat(woken).hasSize(1));
        watch.follow(SHAFT, 1, site("{managed: {}}"));
        assertThat(kept).as("the same site again").hasValue(1);
        watch.keepAll();
        await().untilAsserted(() -> assertThat(kept).hasValue(2));
        answer = content(State.REFUSED, "no");
        watch.keepAll();
        await().untilAsserted(() -> assertThat(woken).hasSize(2));
    }

    @Test
    void whatChangesWhileItIsBeingLookedAfterIsDoneToo() {
        isSlow = true;
        watch.follow(SHAFT, 1, site("{managed: {}}"));
        await().untilAsserted(() -> assertThat(atOnce).hasValue(1));
        watch.follow(SHAFT, 2, site("{managed: {}, retention: 3}"));
        watch.keepAll();
        isSlow = false;
        slow.countDown();
        await().untilAsserted(() -> assertThat(kept).hasValueGreaterThanOrEqualTo(2));
    }

    @Test
    void aSiteWithoutSearchIsNotLookedAfter() {
        watch.follow(SHAFT, 1, site("{managed: {}}"));
        await().untilAsserted(() -> assertThat(kept).hasValue(1));
        watch.follow(SHAFT, 2, site("{disabled: {}}"));
        watch.keepAll();
        assertThat(kept).hasValue(1);
    }

    @Test
    void whereNobodyKeepsAnythingNothingWaits() {
        try (ContentWatch nobody = new ContentWatch(ContentKeeper.NOBODY, woken::add)) {
            assertThat(nobody.latest(SHAFT).templatesReady()).isTrue();
        }
    }

    private static SearchContent content(State state, String words) {
        return new SearchContent(new Part(state, words), Optional.empty(), Optional.of(Map.of()));
    }

    private static SiteModel site(String search) {
        return Sites.model(Sites.shaft("{source: {simulator: {}}, search: " + search + "}"));
    }
}
