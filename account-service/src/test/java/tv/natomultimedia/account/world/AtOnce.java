package tv.natomultimedia.account.world;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Requests that start at the same moment. */
public final class AtOnce {

    public static final int MANY = 32;

    private AtOnce() {}

    /** The status codes of so many requests, by their number. */
    public static List<Integer> statuses(int number, IntFunction<Integer> request)
            throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(number)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                int mine = i;
                Callable<Integer> task =
                        () -> {
                            start.await();
                            return request.apply(mine);
                        };
                answers.add(threads.submit(task));
            }
            start.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        }
    }

    public static long count(List<Integer> statuses, int status) {
        return statuses.stream().filter(found -> found == status).count();
    }
}
