package tv.natomultimedia.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.ResponseBodyData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeDiagnosingMatcher;

/**
 * A JSON document that was answered, read by paths as REST Assured has them: {@code items[0].id},
 * {@code items[-1].id}, {@code items.id} for those of all, {@code items.size()}, {@code
 * headers.'x-mine'}; null where there is nothing. REST Assured compiles and loads a script for each
 * path that it is asked for, on which the tests spent half of their time; it is left to paths that
 * search by a condition.
 */
public final class Json {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern STEP =
            Pattern.compile(
                    "\\.?(?:'(?<quoted>[^']+)'|(?<size>size\\(\\))|(?<name>[\\w-]+))|\\[(?<index>-?\\d+)]");

    private final Object root;

    private Json(Object root) {
        this.root = root;
    }

    /** What a response holds. */
    public static Json of(ResponseBodyData body) {
        return of(body.asString());
    }

    /** What a text says. */
    public static Json of(String text) {
        try {
            return new Json(MAPPER.readValue(text, Object.class));
        } catch (JsonProcessingException none) {
            throw new IllegalArgumentException("not JSON: " + text, none);
        }
    }

    /** For {@code body(…)}: what is at a path matches. */
    public static org.hamcrest.Matcher<String> member(
            String path, org.hamcrest.Matcher<?> matcher) {
        return new Member(path, matcher);
    }

    /** What is at the path: a text, a whole number, a float, a list, a map or null. */
    @SuppressWarnings("unchecked")
    public <T> T path(String path) {
        Object value = root;
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (end < path.length()) {
            if (!step.find(end) || step.start() != end) {
                throw new IllegalArgumentException("not a path: " + path);
            }
            value = next(value, step);
            end = step.end();
        }
        return (T) plain(value);
    }

    private static Object next(Object value, Matcher step) {
        if (step.group("index") != null) {
            return value instanceof List<?> list
                    ? element(list, Integer.parseInt(step.group("index")))
                    : null;
        }
        if (step.group("size") != null) {
            return size(value);
        }
        String name = step.group("quoted") == null ? step.group("name") : step.group("quoted");
        return property(value, name);
    }

    private static Integer size(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.size();
            case List<?> list -> list.size();
            case null, default -> null;
        };
    }

    private static Object element(List<?> list, int index) {
        int position = index < 0 ? list.size() + index : index;
        return position >= 0 && position < list.size() ? list.get(position) : null;
    }

    /** Of a list, that of each. */
    private static Object property(Object value, String name) {
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(element -> all.add(property(element, name)));
            return all;
        }
        return value instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static Object plain(Object value) {
        return value instanceof Double number ? (Object) number.floatValue() : value;
    }

    private static final class Member extends TypeSafeDiagnosingMatcher<String> {

        private final String path;
        private final org.hamcrest.Matcher<?> matcher;

        private Member(String path, org.hamcrest.Matcher<?> matcher) {
            this.path = path;
            this.matcher = matcher;
        }

        @Override
        protected boolean matchesSafely(String body, Description mismatch) {
            Object value = of(body).path(path);
            boolean matches = matcher.matches(value);
            if (!matches) {
                mismatch.appendText(path + " ");
                matcher.describeMismatch(value, mismatch);
                mismatch.appendText(" in " + body);
            }
            return matches;
        }

        @Override
        public void describeTo(Description description) {
            description.appendText(path + " ").appendDescriptionOf(matcher);
        }
    }
}
