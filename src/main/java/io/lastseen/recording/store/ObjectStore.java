package io.lastseen.recording.store;

/** All that Lastseen asks of an object store. Whoever needs less should ask for less. */
public interface ObjectStore extends ObjectPutter, ObjectReader, ObjectLister, ObjectRemover, ObjectReplacer {
}
