package tv.natomultimedia.account.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.code.CodeFlowModel.Entered;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.World;

/**
 * Random walks through registrations and resets of one address over HTTP, every answer held against
 * a model: what is left of attempts, which problem, which form of code, and that the right code is
 * taken exactly when it should be.
 */
@QuarkusTest
@World
class CodeFlowPropertyTest {

    private static final int WALKS = 4;
    private static final int STEPS = 25;
    private static final int SHRINKS = 60;

    @Inject MovableClock clock;

    @BeforeEach
    void timeStands() {
        clock.hold();
    }

    @AfterEach
    void timeGoesOn() {
        clock.letGo();
    }

    @Test
    void everyAnswerOfEveryWalkIsTheOneOfTheModel() {
        long seed = new Random().nextLong();
        JqwikSession.run(
                () -> {
                    Random random = new Random(seed);
                    var walks = walks().generator(WALKS);
                    for (int i = 0; i < WALKS; i++) {
                        Shrinkable<ActionChain<CodeFlowModel>> walk = walks.next(random);
                        Optional<Failure> failure = failure(walk);
                        if (failure.isPresent()) {
                            throw shortest(failure.get(), seed);
                        }
                    }
                });
    }

    private Arbitrary<ActionChain<CodeFlowModel>> walks() {
        return ActionChain.startWith(() -> new CodeFlowModel(clock))
                .withAction(3, action(starts()))
                .withAction(2, action(resends()))
                .withAction(8, action(guesses()))
                .withAction(3, action(waits()))
                .withMaxTransformations(STEPS);
    }

    private static Arbitrary<Transformer<CodeFlowModel>> starts() {
        return Combinators.combine(
                        Arbitraries.of(CodeFlow.Kind.REGISTRATION, CodeFlow.Kind.PASSWORD_RESET),
                        networks())
                .as(
                        (kind, network) ->
                                Transformer.mutate(
                                        "start " + kind + " from " + network,
                                        model -> model.start(kind, network)));
    }

    private static Arbitrary<Transformer<CodeFlowModel>> resends() {
        return Combinators.combine(flows(), networks())
                .as(
                        (flow, network) ->
                                Transformer.mutate(
                                        "new code for flow " + flow + " from " + network,
                                        model -> model.resend(flow, network)));
    }

    private static Arbitrary<Transformer<CodeFlowModel>> guesses() {
        Arbitrary<Entered> entered =
                Arbitraries.frequency(
                        Tuple.of(5, Entered.WRONG),
                        Tuple.of(2, Entered.RIGHT),
                        Tuple.of(1, Entered.SUPERSEDED));
        return Combinators.combine(flows(), entered, Arbitraries.integers().between(1, 4))
                .as(
                        (flow, which, times) ->
                                Transformer.mutate(
                                        "enter a %s code for flow %d, times %d"
                                                .formatted(which, flow, times),
                                        model -> {
                                            for (int i = 0; i < times; i++) {
                                                model.enter(flow, which);
                                            }
                                        }));
    }

    private static Arbitrary<Transformer<CodeFlowModel>> waits() {
        return Arbitraries.of(
                        Duration.ofSeconds(59),
                        Duration.ofSeconds(61),
                        Duration.ofMinutes(29),
                        Duration.ofMinutes(31),
                        Duration.ofHours(1),
                        Duration.ofHours(13),
                        Duration.ofHours(24))
                .map(time -> Transformer.mutate("wait " + time, model -> model.pass(time)));
    }

    private static Arbitrary<Integer> flows() {
        return Arbitraries.integers().between(0, 3);
    }

    private static Arbitrary<String> networks() {
        return Arbitraries.of("203.0.113.7", "198.51.100.7", "192.0.2.7");
    }

    private static Action.Independent<CodeFlowModel> action(
            Arbitrary<Transformer<CodeFlowModel>> transformer) {
        return () -> transformer;
    }

    /** A walk on which an answer was another than the model's. */
    private record Failure(
            Shrinkable<ActionChain<CodeFlowModel>> walk, List<String> steps, Throwable cause) {}

    private static Optional<Failure> failure(Shrinkable<ActionChain<CodeFlowModel>> walk) {
        ActionChain<CodeFlowModel> chain = walk.value();
        try {
            chain.run();
            return Optional.empty();
        } catch (AssertionError | RuntimeException failed) {
            return Optional.of(new Failure(walk, chain.transformations(), failed));
        }
    }

    /** Looks a while for a shorter walk that fails too. */
    private static AssertionError shortest(Failure first, long seed) {
        Failure shortest = first;
        int runs = 0;
        boolean shorter = true;
        while (shorter && runs < SHRINKS) {
            shorter = false;
            for (Shrinkable<ActionChain<CodeFlowModel>> candidate :
                    shortest.walk().shrink().limit(SHRINKS - runs).toList()) {
                runs++;
                Optional<Failure> failure = failure(candidate);
                if (failure.isPresent()) {
                    shortest = failure.get();
                    shorter = true;
                    break;
                }
            }
        }
        return new AssertionError(
                "seed %d: %s".formatted(seed, String.join("; ", shortest.steps())),
                shortest.cause());
    }

    @Test
    void theModelKnowsOfTheBudgetThatItHoldsAnswersAgainst() {
        CodeFlowModel model = new CodeFlowModel(clock);
        for (int i = 0; i < 3; i++) {
            model.start(CodeFlow.Kind.REGISTRATION, "203.0.113.7");
        }
        for (int i = 0; i < 7; i++) {
            model.enter(0, Entered.WRONG);
            model.enter(1, Entered.WRONG);
        }
        model.enter(2, Entered.RIGHT);
        model.pass(Duration.ofHours(1));
        model.resend(2, "203.0.113.7");
        assertEquals(CodeFormat.BASE32_12, model.format(2));
        model.enter(2, Entered.SUPERSEDED);
        model.enter(2, Entered.RIGHT);
        model.start(CodeFlow.Kind.PASSWORD_RESET, "203.0.113.7");
        model.enter(3, Entered.RIGHT);
    }
}
