package io.lastseen.recording.store;

/** Why the store did not do what it was asked. */
public abstract sealed class StoreException extends RuntimeException {

    private StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** No object of that name, or it does not reach that far. */
    public static final class NoSuchObject extends StoreException {
        public NoSuchObject(ObjectName name) {
            super("no such object or range: " + name, null);
        }
    }

    /** The name holds other bytes. */
    public static final class NameTaken extends StoreException {
        public NameTaken(ObjectName name) {
            super("the name is taken: " + name, null);
        }
    }

    /** Not reachable, too slow, or answering with an error of its own; trying again later may help. */
    public static final class Unavailable extends StoreException {
        public Unavailable(Throwable cause) {
            super("the object store does not answer as it should: " + cause.getMessage(), cause);
        }
    }
}
