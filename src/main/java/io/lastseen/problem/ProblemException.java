package io.lastseen.problem;

/** Ends a request with its {@link Problem}; carries no stack trace, because it is an answer and not a fault. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
