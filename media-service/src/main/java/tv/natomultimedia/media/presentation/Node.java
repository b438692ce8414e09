package tv.natomultimedia.media.presentation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object of linked data or ninjs. What is null or empty is left out: neither says that there is
 * nothing.
 */
final class Node {

    private final Map<String, Object> members = new LinkedHashMap<>();

    static Node of(String type) {
        return new Node().with("@type", type);
    }

    Node with(String name, Object value) {
        boolean empty =
                value == null
                        || value instanceof Collection<?> values && values.isEmpty()
                        || value instanceof String text && text.isBlank();
        if (!empty) {
            members.put(name, value);
        }
        return this;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    @JsonValue
    Map<String, Object> members() {
        return members;
    }
}
