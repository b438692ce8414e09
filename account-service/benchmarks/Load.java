import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Load on one server: as much as it takes, or so much a second whatever it takes. */
final class Load {

    private Load() {}

    /** One thing to do, by one of several workers; whether there was one left. */
    interface Operation {
        boolean once(int worker, Http connection) throws Exception;
    }

    /** What came of it: times in nanoseconds, sorted. */
    record Outcome(long[] times, double seconds) {

        double rate() {
            return times.length / seconds;
        }

        double millis(double quantile) {
            return times[(int) Math.min(times.length - 1L, (long) (times.length * quantile))] / 1e6;
        }

        Outcome with(Outcome other) {
            long[] all = Arrays.copyOf(times, times.length + other.times.length);
            System.arraycopy(other.times, 0, all, times.length, other.times.length);
            Arrays.sort(all);
            return new Outcome(all, seconds + other.seconds);
        }
    }

    /**
     * Every worker goes on as soon as it is answered: what the server can do, and what a request
     * takes then.
     */
    static Outcome closed(int port, int workers, double seconds, Operation operation)
            throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return run(
                port,
                workers,
                (worker, connection, times) -> {
                    while (System.nanoTime() < end) {
                        long begin = System.nanoTime();
                        if (!operation.once(worker, connection)) {
                            return;
                        }
                        times.add(System.nanoTime() - begin);
                    }
                });
    }

    /**
     * Requests are due at even intervals and timed from when they were due, so that one that had to
     * wait for a slow one before it counts its wait.
     */
    static Outcome open(int port, int workers, double rate, double seconds, Operation operation)
            throws Exception {
        long begin = System.nanoTime();
        long number = (long) (rate * seconds);
        AtomicLong next = new AtomicLong();
        return run(
                port,
                workers,
                (worker, connection, times) -> {
                    for (long i = next.getAndIncrement(); i < number; i = next.getAndIncrement()) {
                        long due = begin + (long) (i * 1e9 / rate);
                        for (long early = due - System.nanoTime();
                                early > 0;
                                early = due - System.nanoTime()) {
                            LockSupport.parkNanos(early);
                        }
                        if (!operation.once(worker, connection)) {
                            return;
                        }
                        times.add(System.nanoTime() - due);
                    }
                });
    }

    private interface Worker {
        void work(int worker, Http connection, List<Long> times) throws Exception;
    }

    private static Outcome run(int port, int workers, Worker work) throws Exception {
        long begin = System.nanoTime();
        List<Long> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            List<Future<List<Long>>> started = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                int worker = i;
                started.add(
                        threads.submit(
                                () -> {
                                    List<Long> times = new ArrayList<>();
                                    try (Http connection = new Http(port)) {
                                        work.work(worker, connection, times);
                                    }
                                    return times;
                                }));
            }
            for (Future<List<Long>> each : started) {
                all.addAll(each.get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a worker failed", failed.getCause());
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Outcome(all.stream().mapToLong(Long::longValue).sorted().toArray(), seconds);
    }
}
