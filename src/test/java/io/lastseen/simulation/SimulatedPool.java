package io.lastseen.simulation;

import io.lastseen.simulation.Faults.Fault;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;

/** The way to PostgreSQL: requests take their time, and get lost; connections break at any step. */
final class SimulatedPool implements Pool {
    private static final Duration WAY = Duration.ofMillis(2);
    /** A statement that was sent before its connection broke may come to be done so much later. */
    private static final Duration LATE = Duration.ofSeconds(20);
    /** PostgreSQL is told to end what is idle for so long. */
    private static final Duration NOTICED = Duration.ofSeconds(30);
    private final SimulatedPostgres postgres;
    private final VirtualTime time;
    private final Program program;
    private final Faults faults;

    SimulatedPool(SimulatedPostgres postgres, VirtualTime time, Program program, Faults faults) {
        this.postgres = postgres;
        this.time = time;
        this.program = program;
        this.faults = faults;
    }

    /** Sends a request that is done at one instant over there. */
    private <T> Future<T> send(Fault fault, java.util.function.Consumer<Handler<AsyncResult<T>>> work) {
        Promise<T> promise = Promise.promise();
        if (fault == Fault.LOST || fault == Fault.DONE_LATE) {
            time.within(WAY, () -> program.execute(() -> promise.tryFail(SimulatedPostgres.gone())));
        }
        if (fault != Fault.LOST) {
            time.within(fault == Fault.DONE_LATE ? LATE : WAY, () -> work.accept(answer -> time.within(WAY, () -> program.execute(() -> {
                if (fault != Fault.NONE) {
                    promise.tryFail(SimulatedPostgres.gone());
                } else if (answer.succeeded()) {
                    promise.tryComplete(answer.result());
                } else {
                    promise.tryFail(answer.cause());
                }
            }))));
        }
        return promise.future();
    }

    private Future<RowSet<Row>> alone(String sql, Tuple parameters) {
        return send(faults.next(), told -> {
            Transaction transaction = postgres.begin(program);
            postgres.run(transaction, sql, parameters, (answer, failure) -> {
                if (failure != null) {
                    postgres.rollback(transaction);
                    told.handle(Future.failedFuture(failure));
                } else {
                    postgres.commit(transaction, (done, lost) -> told.handle(lost == null ? Future.succeededFuture(answer.rowSet()) : Future.failedFuture(lost)));
                }
            });
        });
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return new Prepared(parameters -> alone(sql, parameters));
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new Prepared(parameters -> alone(sql, parameters));
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return preparedQuery(sql);
    }

    @Override
    public Future<SqlConnection> getConnection() {
        return Future.succeededFuture(new Connection());
    }

    @Override
    public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
        getConnection().onComplete(handler);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        close().onComplete(handler);
    }

    @Override
    public Pool connectHandler(Handler<SqlConnection> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Pool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int size() {
        return 1;
    }

    /** A connection with the one transaction it is taken for. */
    private final class Connection implements SqlConnection, io.vertx.sqlclient.Transaction {
        private final Transaction transaction = postgres.begin(program);
        private boolean broken;

        private Future<RowSet<Row>> within(String sql, Tuple parameters) {
            Fault fault = unlessBroken();
            if (fault == Fault.LOST || fault == Fault.DONE_LATE) {
                return SimulatedPool.this.send(Fault.LOST, told -> { });
            }
            return SimulatedPool.this.send(fault, told -> postgres.run(transaction, sql, parameters, (answer, failure) ->
                told.handle(failure == null ? Future.succeededFuture(answer.rowSet()) : Future.failedFuture(failure))));
        }

        private Fault unlessBroken() {
            Fault fault = broken ? Fault.LOST : faults.next();
            if (fault != Fault.NONE && !broken) {
                broken = true;
                time.within(NOTICED, () -> {
                    if (!transaction.committing()) {
                        postgres.rollback(transaction);
                    }
                });
            }
            return fault;
        }

        @Override
        public Future<Void> commit() {
            Fault fault = broken ? Fault.LOST : faults.next();
            if (fault == Fault.LOST) {
                time.within(NOTICED, () -> postgres.rollback(transaction));
            }
            return SimulatedPool.this.send(fault, told -> postgres.commit(transaction, (done, failure) ->
                told.handle(failure == null ? Future.succeededFuture() : Future.failedFuture(failure))));
        }

        @Override
        public Future<Void> rollback() {
            return SimulatedPool.this.send(unlessBroken(), told -> {
                postgres.rollback(transaction);
                told.handle(Future.succeededFuture());
            });
        }

        @Override
        public void commit(Handler<AsyncResult<Void>> handler) {
            commit().onComplete(handler);
        }

        @Override
        public void rollback(Handler<AsyncResult<Void>> handler) {
            rollback().onComplete(handler);
        }

        @Override
        public Future<io.vertx.sqlclient.Transaction> begin() {
            return Future.succeededFuture(this);
        }

        @Override
        public void begin(Handler<AsyncResult<io.vertx.sqlclient.Transaction>> handler) {
            begin().onComplete(handler);
        }

        @Override
        public io.vertx.sqlclient.Transaction transaction() {
            return this;
        }

        @Override
        public Query<RowSet<Row>> query(String sql) {
            return new Prepared(parameters -> within(sql, parameters));
        }

        @Override
        public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
            return new Prepared(parameters -> within(sql, parameters));
        }

        @Override
        public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
            return preparedQuery(sql);
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }

        @Override
        public void close(Handler<AsyncResult<Void>> handler) {
            close().onComplete(handler);
        }

        @Override
        public Future<Void> completion() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void completion(Handler<AsyncResult<Void>> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<PreparedStatement> prepare(String sql) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<PreparedStatement> prepare(String sql, PrepareOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SqlConnection prepare(String sql, Handler<AsyncResult<PreparedStatement>> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SqlConnection prepare(String sql, PrepareOptions options, Handler<AsyncResult<PreparedStatement>> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SqlConnection exceptionHandler(Handler<Throwable> handler) {
            return this;
        }

        @Override
        public SqlConnection closeHandler(Handler<Void> handler) {
            return this;
        }

        @Override
        public boolean isSSL() {
            return false;
        }

        @Override
        public DatabaseMetadata databaseMetadata() {
            throw new UnsupportedOperationException();
        }
    }

    private record Prepared(Function<Tuple, Future<RowSet<Row>>> work) implements PreparedQuery<RowSet<Row>> {

        @Override
        public Future<RowSet<Row>> execute(Tuple parameters) {
            return work.apply(parameters);
        }

        @Override
        public void execute(Tuple parameters, Handler<AsyncResult<RowSet<Row>>> handler) {
            execute(parameters).onComplete(handler);
        }

        @Override
        public Future<RowSet<Row>> execute() {
            return execute(Tuple.tuple());
        }

        @Override
        public void execute(Handler<AsyncResult<RowSet<Row>>> handler) {
            execute().onComplete(handler);
        }

        @Override
        public Future<RowSet<Row>> executeBatch(List<Tuple> batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void executeBatch(List<Tuple> batch, Handler<AsyncResult<RowSet<Row>>> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapping) {
            throw new UnsupportedOperationException();
        }
    }
}
