package tv.natomultimedia.gateway.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** References to components inside an OpenAPI document. */
final class References {

    private static final String PREFIX = "#/components/";

    private References() {}

    /**
     * A component.
     *
     * @param section such as {@code schemas}
     * @param name its name there
     */
    record Component(String section, String name) {

        private static Component of(String reference) {
            if (!reference.startsWith(PREFIX)) {
                return null;
            }
            String[] steps = reference.substring(PREFIX.length()).split("/");
            return steps.length < 2 ? null : new Component(steps[0], steps[1]);
        }

        private String reference() {
            return PREFIX + section + '/' + name;
        }
    }

    /** Every component that is referred to below a node. */
    static Set<Component> in(JsonNode node) {
        Set<Component> found = new LinkedHashSet<>();
        collect(node, found);
        return found;
    }

    private static void collect(JsonNode node, Set<Component> found) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (isReference(member.getKey(), member.getValue())) {
                    add(member.getValue(), found);
                } else if (member.getKey().equals("mapping") && member.getValue().isObject()) {
                    member.getValue().forEach(value -> add(value, found));
                } else if (member.getKey().equals("security") && member.getValue().isArray()) {
                    for (JsonNode requirement : member.getValue()) {
                        for (Map.Entry<String, JsonNode> scheme : requirement.properties()) {
                            found.add(new Component("securitySchemes", scheme.getKey()));
                        }
                    }
                } else {
                    collect(member.getValue(), found);
                }
            }
        } else {
            node.forEach(child -> collect(child, found));
        }
    }

    private static void add(JsonNode value, Set<Component> found) {
        Component component = value.isTextual() ? Component.of(value.textValue()) : null;
        if (component != null) {
            found.add(component);
        }
    }

    private static boolean isReference(String member, JsonNode value) {
        return member.equals("$ref") && value.isTextual();
    }

    /** Rewrites the references below a node, in place. */
    static void rename(JsonNode node, Map<Component, String> newNames) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (isReference(member.getKey(), member.getValue())) {
                    member.setValue(renamed(member.getValue(), newNames));
                } else if (member.getKey().equals("mapping")
                        && member.getValue() instanceof ObjectNode mapping) {
                    for (Map.Entry<String, JsonNode> choice : mapping.properties()) {
                        choice.setValue(renamed(choice.getValue(), newNames));
                    }
                } else if (member.getKey().equals("security")
                        && member.getValue() instanceof ArrayNode requirements) {
                    requirements.forEach(requirement -> renameSchemes(requirement, newNames));
                } else {
                    rename(member.getValue(), newNames);
                }
            }
        } else {
            node.forEach(child -> rename(child, newNames));
        }
    }

    private static JsonNode renamed(JsonNode reference, Map<Component, String> newNames) {
        Component component = reference.isTextual() ? Component.of(reference.textValue()) : null;
        String newName = component == null ? null : newNames.get(component);
        if (newName == null) {
            return reference;
        }
        Component target = new Component(component.section(), newName);
        return TextNode.valueOf(
                reference
                        .textValue()
                        .replaceFirst(
                                Pattern.quote(component.reference()),
                                Matcher.quoteReplacement(target.reference())));
    }

    private static void renameSchemes(JsonNode requirement, Map<Component, String> newNames) {
        if (requirement instanceof ObjectNode schemes) {
            newNames.forEach(
                    (component, newName) -> {
                        if (component.section().equals("securitySchemes")
                                && schemes.has(component.name())) {
                            schemes.set(newName, schemes.remove(component.name()));
                        }
                    });
        }
    }
}
