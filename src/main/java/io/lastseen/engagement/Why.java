package io.lastseen.engagement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a session ends as it does.
 *
 * @param cited what tells so, besides the last proof of a person and the waiting for what follows
 */
record Why(Reason reason, Optional<String> detail, double confidence, List<Cited> cited) {

    /** Known by nothing but waiting. */
    static Why waited(Reason reason, double confidence) {
        return new Why(reason, Optional.empty(), confidence, List.of());
    }

    /** The last proof, what tells why, and the waiting, which ended at {@code due}. */
    List<Cited> after(Proof lead, long due) {
        List<Cited> all = new ArrayList<>();
        if (cited.stream().noneMatch(one -> one.at().toEpochMilli() == lead.at() && one.kind().equals(lead.kind()))) {
            all.add(lead.cited());
        }
        all.addAll(cited);
        String waited = switch (reason) {
            case PARKED -> "All tabs were hidden, and nobody came back.";
            case IDLE -> "Nothing proved a person any more.";
            case SUSPENDED -> "The machine fell asleep, and nobody came back.";
            case LOST -> "The page could not be reached any more.";
            default -> "Nothing followed.";
        };
        all.add(new Cited("timer", Instant.ofEpochMilli(due), waited));
        return all;
    }
}
