package io.lastseen.recording.erasure;

import io.lastseen.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Accepts what is to be erased. */
@ApplicationScoped
class Erasures {
    private final ErasureSwitch rows;
    private final StoredTombstones tombstones;
    private final ErasureJobs jobs;
    private final RandomGenerator random;

    @Inject
    Erasures(ErasureSwitch rows, StoredTombstones tombstones, ErasureJobs jobs) {
        this(rows, tombstones, jobs, new SecureRandom());
    }

    Erasures(ErasureSwitch rows, StoredTombstones tombstones, ErasureJobs jobs, RandomGenerator random) {
        this.rows = rows;
        this.tombstones = tombstones;
        this.jobs = jobs;
        this.random = random;
    }

    /** Nothing of it can be read once this completes, nor after a rebuild. Empty where nothing of it is left. */
    Uni<Optional<Erasure>> accept(ErasureSubject subject) {
        byte[] bits = new byte[12];
        random.nextBytes(bits);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        return rows.erase(subject, id).flatMap(erased -> erased ? tombstones.tellAtOnce(id).chain(() -> jobs.find(id)) : Uni.createFrom().item(Optional.empty()));
    }

    /** 202 with the job, or 410. */
    Uni<RestResponse<Erasure>> answer(ErasureSubject subject) {
        return accept(subject).map(accepted -> accepted
            .map(erasure -> ResponseBuilder.<Erasure>create(RestResponse.Status.ACCEPTED).entity(erasure)
                .location(URI.create("/api/v1/erasures/" + erasure.id())).build())
            .orElseThrow(() -> Problem.of(410, "Nothing of it is left: it was erased before.").asException()));
    }
}
