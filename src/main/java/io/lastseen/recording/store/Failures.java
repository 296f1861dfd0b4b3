package io.lastseen.recording.store;

import io.minio.errors.ErrorResponseException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import okhttp3.Response;

/** The S3 client's failures in words of this house. */
final class Failures {

    private static final int MISSING = 404;
    private static final int TAKEN = 412;
    private static final int RACED = 409;
    private static final int BEYOND = 416;

    private Failures() {
    }

    static StoreException of(ObjectName name, Throwable thrown) {
        Throwable failure = bare(thrown);
        if (failure instanceof StoreException known) {
            return known;
        }
        if (failure instanceof ErrorResponseException error) {
            switch (error.response().code()) {
                case MISSING, BEYOND: return new StoreException.NoSuchObject(name);
                case TAKEN, RACED: return new StoreException.NameTaken(name);
                default:
            }
        }
        return new StoreException.Unavailable(failure);
    }

    /** Empty where the object is stored. */
    static Optional<StoreException> ofPut(ObjectName name, Response response) {
        if (response.isSuccessful()) {
            return Optional.empty();
        }
        return Optional.of(response.code() == TAKEN || response.code() == RACED ? new StoreException.NameTaken(name)
                : new StoreException.Unavailable(new IOException("the store answered " + response.code() + " " + response.message())));
    }

    static Throwable bare(Throwable thrown) {
        Throwable at = thrown;
        while ((at instanceof CompletionException || at instanceof ExecutionException) && at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }
}
