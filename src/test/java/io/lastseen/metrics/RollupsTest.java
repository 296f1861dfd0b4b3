package io.lastseen.metrics;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What was counted of generated sites against the sessions themselves: after counting, folding, amendments, merges and a change of goals. */
@QuarkusTest
class RollupsTest {
    @Inject
    RolledUpSites sites;

    @Inject
    AgreeingNumbers numbers;

    @Inject
    AgreeingFunnels funnels;

    /** The same in each run. */
    private final SplittableRandom random = new SplittableRandom(15);
    private final ByChance chance = new ByChance(random);

    @Test
    void rollups_say_what_sessions_say_whatever_happens_to_them() {
        sites.throughAmendments(random, funnel -> numbers.agree(funnel, chance));
    }

    @Test
    void of_sessions_with_some_traits_what_each_was_counted_as_says_the_same_as_they_do() {
        sites.throughAmendments(random, funnel -> numbers.agreeNarrowed(funnel, chance));
    }

    @Test
    void funnels_that_were_counted_say_what_sessions_say_whatever_happens_to_them() {
        sites.throughAmendments(random, funnel -> funnels.agree(funnel, chance));
    }

    @Test
    void folded_rollups_say_what_is_counted_by_hand() {
        Map<Funnel, List<Visit>> all = sites.counted(random);
        all.keySet().forEach(funnel -> sites.untilFolded(funnel.site()));
        all.forEach(numbers::agreeByHand);
    }
}
