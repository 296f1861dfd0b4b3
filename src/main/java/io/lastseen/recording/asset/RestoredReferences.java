package io.lastseen.recording.asset;

import io.lastseen.recording.format.UnreadableObject;
import io.lastseen.recording.store.ObjectLister;
import io.lastseen.recording.store.ObjectName;
import io.lastseen.recording.store.ObjectReader;
import io.lastseen.recording.store.StoreException;
import io.lastseen.recording.store.StoredObject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Notes again what recordings refer to that no archive holds yet, from the object store alone; a rebuild's last step but erasing. */
@ApplicationScoped
public class RestoredReferences {
    private static final Logger LOG = Logger.getLogger(RestoredReferences.class);
    private static final int PAGE = 500;
    private static final String KNOWN = "select from document where site_id = $1 and id = $2 and not upper_inf(erased)";
    private final Pool pool;
    private final ObjectLister lister;
    private final ObjectReader objects;
    private final AssetTable contents;
    private final ReferenceTable references;

    RestoredReferences(Pool pool, ObjectLister lister, ObjectReader objects, AssetTable contents, ReferenceTable references) {
        this.pool = pool;
        this.lister = lister;
        this.objects = objects;
        this.contents = contents;
        this.references = references;
    }

    /** Of documents that have their rows again and are not erased. @return how many objects could not be read */
    public Uni<Integer> restore() {
        return lister.pages(ReferenceObject.PREFIX, PAGE).onItem().<StoredObject>disjoint()
            .onItem().transformToUniAndConcatenate(this::restore).filter(read -> !read)
            .collect().with(Collectors.counting()).map(Long::intValue);
    }

    private Uni<Boolean> restore(StoredObject object) {
        String[] place = object.name().value().substring(ReferenceObject.PREFIX.length()).split("/");
        return pool.preparedQuery(KNOWN).execute(Tuple.of(place[0], place[1])).flatMap(known -> known.size() == 0 ? Uni.createFrom().item(true)
            : objects.get(object.name(), 0, Math.toIntExact(object.length())).map(ReferenceObject::read)
                .flatMap(told -> note(place[0], place[1], told)).replaceWith(true)
                .onFailure(UnreadableObject.class).recoverWithItem(failure -> {
                    LOG.errorf("%s cannot be read: %s", object.name(), failure.getMessage());
                    return false;
                }));
    }

    private Uni<Void> note(String site, String document, List<Reference> told) {
        List<Buffer> named = told.stream().flatMap(one -> one.sha256().stream()).map(Buffer::buffer).distinct().toList();
        return contents.recent(site, named).flatMap(there -> Multi.createFrom().iterable(named).filter(sha256 -> !there.contains(sha256))
                .onItem().transformToUniAndConcatenate(sha256 -> content(site, sha256.getBytes())).collect().last())
            .chain(() -> references.note(site, document, told)).replaceWithVoid();
    }

    /** One that is gone was swept, because nothing referred to it any more; so this reference was not acknowledged either. */
    private Uni<Void> content(String site, byte[] sha256) {
        ObjectName name = Content.nameOf(site, sha256);
        return objects.stat(name).flatMap(stored -> objects.get(name, 0, Math.toIntExact(stored.length())))
            .map(bytes -> Content.of(bytes.getByteBuf().nioBuffer()).filter(content -> Objects.equals(Buffer.buffer(content.sha256()), Buffer.buffer(sha256))))
            .onFailure(StoreException.NoSuchObject.class).recoverWithItem(Optional.empty())
            .flatMap(content -> content.isEmpty() ? Uni.createFrom().voidItem() : contents.add(site, content.get()).replaceWithVoid());
    }
}
