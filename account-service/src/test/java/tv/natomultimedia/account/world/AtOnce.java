package tv.natomultimedia.account.world;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does the same thing from many threads at the same moment. */
public final class AtOnce {

    public static final int MANY = 32;

    private AtOnce() {}

    /** The outcomes of {@link #MANY}, in the order of their numbers. */
    public static <T> List<T> many(IntFunction<T> action) throws Exception {
        return times(MANY, action);
    }

    public static <T> List<T> times(int times, IntFunction<T> action) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> answers = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                Callable<T> task =
                        () -> {
                            start.await();
                            return action.apply(number);
                        };
                answers.add(threads.submit(task));
            }
            start.countDown();
            List<T> outcomes = new ArrayList<>();
            for (Future<T> answer : answers) {
                outcomes.add(answer.get());
            }
            return outcomes;
        }
    }

    /** How many outcomes are this one. */
    public static long count(List<?> outcomes, Object one) {
        return outcomes.stream().filter(one::equals).count();
    }
}
