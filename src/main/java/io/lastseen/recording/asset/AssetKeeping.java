package io.lastseen.recording.asset;

import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectPutter;
import io.lastseen.recording.store.ObjectReader;
import io.lastseen.recording.store.StoreException;
import io.lastseen.site.Site;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what an asset message brings, and notes what it refers to. */
@ApplicationScoped
public class AssetKeeping {
    private final AssetTable table;
    private final ReferenceTable references;
    private final DayBudget budget;
    private final ObjectPutter objects;
    private final ObjectReader stored;

    AssetKeeping(AssetTable table, ReferenceTable references, DayBudget budget, ObjectPutter objects, ObjectReader stored) {
        this.table = table;
        this.references = references;
        this.budget = budget;
        this.objects = objects;
        this.stored = stored;
    }

    /** Completes once everything kept is in the object store and its rows are committed. */
    public Uni<Outcome> keep(Site site, String document, List<Told> entries) {
        Map<Integer, Content> contents = new TreeMap<>();
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Told.Brought brought) {
                int index = i;
                Content.of(brought.content()).ifPresentOrElse(content -> contents.put(index, content), () -> refused.add(index));
            }
        }
        long bytes = contents.values().stream().mapToLong(content -> content.bytes().length()).sum();
        return budget.take(site.id(), bytes, site.assets().dayBytes()).flatMap(fits -> !fits
            ? Uni.createFrom().item((Outcome) new Outcome.Spent())
            : store(site.id(), contents).flatMap(all -> !all
                ? Uni.createFrom().item((Outcome) new Outcome.Later())
                : note(site.id(), document, Reference.all(entries, contents))
                    .map(need -> (Outcome) new Outcome.Kept(need, refused))));
    }

    /** Rows first, because they tell which references hold. Where the object fails, the whole message is sent again. */
    private Uni<List<Integer>> note(String site, String document, List<Reference> told) {
        return references.note(site, document, told).call(noted -> {
            List<Reference> kept = told.stream().filter(one -> noted.kept().contains(one.index())).toList();
            Buffer content = ReferenceObject.write(kept);
            return kept.isEmpty() ? Uni.createFrom().voidItem() : put(ReferenceObject.nameOf(site, document, content), content);
        }).map(ReferenceTable.Noted::need);
    }

    private Uni<Boolean> store(String site, Map<Integer, Content> contents) {
        if (contents.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        return table.recent(site, contents.values().stream().map(content -> Buffer.buffer(content.sha256())).toList())
            .flatMap(recent -> Multi.createFrom().iterable(contents.values())
                .filter(content -> !recent.contains(Buffer.buffer(content.sha256())))
                .onItem().transformToUniAndConcatenate(content -> store(site, content))
                .collect().asList().map(all -> all.stream().allMatch(Boolean::booleanValue)));
    }

    /**
     * Object first, row second. A sweep may have removed the object before the row was there, so it is looked at once more:
     * with a fresh row no sweep touches it.
     */
    private Uni<Boolean> store(String site, Content content) {
        ObjectName name = Content.nameOf(site, content.sha256());
        return put(name, content.bytes()).chain(() -> table.add(site, content)).flatMap(added -> !added
            ? Uni.createFrom().item(false)
            : stored.stat(name).replaceWith(true)
                .onFailure(StoreException.NoSuchObject.class).recoverWithUni(() -> put(name, content.bytes()).replaceWith(true)));
    }

    /** A name that is taken holds these bytes: they gave it. */
    private Uni<Void> put(ObjectName name, Buffer bytes) {
        return objects.put(name, List.of(bytes))
            .onFailure(StoreException.NameTaken.class).recoverWithNull();
    }
}
