package io.lastseen.recording.asset;

import io.lastseen.recording.format.Checksums;
import io.lastseen.recording.format.UnreadableObject;
import io.lastseen.recording.format.UnreadableObject.Reason;
import io.lastseen.recording.store.ObjectName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What one message said a document's recording refers to, as it stands in the object store (docs/storage-format.md). Pure. */
public final class ReferenceObject {
    public static final String PREFIX = "references/";
    private static final int FORMAT = 1;

    private ReferenceObject() {
    }

    /** What the names of all of a document's begin with. */
    public static String ofDocument(String site, String document) {
        return PREFIX + site + "/" + document + "/";
    }

    /** Its content names it: a message that is sent again is the same object. */
    static ObjectName nameOf(String site, String document, Buffer content) {
        return new ObjectName(ofDocument(site, document) + HexFormat.of().formatHex(Checksums.sha256(content.getBytes()), 0, 16));
    }

    static Buffer write(List<Reference> references) {
        JsonArray all = new JsonArray();
        references.forEach(one -> all.add(one.sha256()
            .map(sha256 -> new JsonObject().put("name", one.name()).put("sha256", HexFormat.of().formatHex(sha256)))
            .orElseGet(() -> new JsonObject().put("name", one.name()).put("width", one.width()).put("height", one.height()))));
        return new JsonObject().put("format", FORMAT).put("references", all).toBuffer();
    }

    /** @throws UnreadableObject where this is no such object */
    static List<Reference> read(Buffer content) {
        try {
            JsonObject object = new JsonObject(content);
            if (object.getInteger("format") != FORMAT) {
                throw new UnreadableObject(Reason.FUTURE_VERSION, "References of format " + object.getInteger("format"));
            }
            List<Reference> references = new ArrayList<>();
            object.getJsonArray("references").forEach(one -> references.add(reference(references.size(), (JsonObject) one)));
            return references;
        } catch (DecodeException | ClassCastException | NullPointerException | IllegalArgumentException notOne) {
            throw new UnreadableObject(Reason.CONTRADICTION, "These are no references");
        }
    }

    private static Reference reference(int index, JsonObject one) {
        return new Reference(index, one.getString("name"), Optional.ofNullable(one.getString("sha256")).map(HexFormat.of()::parseHex),
            one.getInteger("width", 0), one.getInteger("height", 0));
    }

    /** @throws UnreadableObject where the bytes are not what the name says */
    public static void check(String name, byte[] bytes) {
        read(Buffer.buffer(bytes));
        if (!name.endsWith("/" + HexFormat.of().formatHex(Checksums.sha256(bytes), 0, 16))) {
            throw new UnreadableObject(Reason.CHECKSUM, "The bytes do not match the name");
        }
    }
}
