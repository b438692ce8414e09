package tv.natomultimedia.gateway.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tv.natomultimedia.gateway.document.References.Component;

/**
 * Makes one OpenAPI document of several. Components that are the same in two become one; ones of
 * the same name that differ, or lead to such, get their service's name before their own. What only
 * internal operations needed is left out.
 */
final class Merge {

    private static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private static final String PROBLEM = "Problem";

    private final ObjectNode merged = JsonNodeFactory.instance.objectNode();
    private final ObjectNode paths = JsonNodeFactory.instance.objectNode();
    private final ObjectNode components = JsonNodeFactory.instance.objectNode();
    private final Map<String, JsonNode> tags = new TreeMap<>();
    private final Map<String, JsonNode> problemTypes = new HashMap<>();
    private final Set<String> operationIds = new HashSet<>();

    private Merge() {}

    /**
     * The document of all documents.
     *
     * @param publicUrl the only server
     * @param info the {@code info} object
     * @param documents by service name, earlier ones keep their names
     * @param missing services that could not be asked yet
     */
    static ObjectNode of(
            String publicUrl,
            JsonNode info,
            Map<String, ObjectNode> documents,
            List<String> missing) {
        Merge merge = new Merge();
        documents.forEach((name, document) -> merge.add(name, document.deepCopy()));
        return merge.finish(publicUrl, info, missing);
    }

    private void add(String service, ObjectNode document) {
        Map<Component, String> newNames = conflicts(service, document.path("components"));
        References.rename(document, newNames);
        addComponents(document.path("components"), newNames);
        JsonNode security = document.path("security");
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (isPublic(path.getKey())) {
                addPath(service, path.getKey(), (ObjectNode) path.getValue(), security);
            }
        }
        document.path("tags").forEach(tag -> tags.putIfAbsent(tag.path("name").asText(), tag));
        document.path("x-problem-types")
                .forEach(type -> problemTypes.putIfAbsent(type.path("slug").asText(), type));
    }

    private static boolean isPublic(String path) {
        return !path.equals("/internal")
                && !path.startsWith("/internal/")
                && !path.equals("/q")
                && !path.startsWith("/q/");
    }

    /** Components whose name is taken by another, and those that refer to one of them. */
    private Map<Component, String> conflicts(String service, JsonNode theirs) {
        Map<Component, String> newNames = new HashMap<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<String, JsonNode> section : theirs.properties()) {
                for (Map.Entry<String, JsonNode> named : section.getValue().properties()) {
                    Component component = new Component(section.getKey(), named.getKey());
                    JsonNode ours = components.path(section.getKey()).path(named.getKey());
                    boolean taken = !ours.isMissingNode();
                    boolean leadsElsewhere =
                            References.in(named.getValue()).stream()
                                    .anyMatch(newNames::containsKey);
                    if (taken
                            && !newNames.containsKey(component)
                            && (leadsElsewhere || !ours.equals(named.getValue()))) {
                        newNames.put(component, freeName(service, component));
                        changed = true;
                    }
                }
            }
        }
        return newNames;
    }

    private String freeName(String service, Component component) {
        String prefixed = capitalised(service) + capitalised(component.name());
        String name = prefixed;
        for (int i = 2; components.path(component.section()).has(name); i++) {
            name = prefixed + i;
        }
        return name;
    }

    private void addComponents(JsonNode theirs, Map<Component, String> newNames) {
        for (Map.Entry<String, JsonNode> section : theirs.properties()) {
            ObjectNode ours = components.withObjectProperty(section.getKey());
            for (Map.Entry<String, JsonNode> named : section.getValue().properties()) {
                Component component = new Component(section.getKey(), named.getKey());
                ours.set(newNames.getOrDefault(component, named.getKey()), named.getValue());
            }
        }
    }

    private void addPath(String service, String path, ObjectNode item, JsonNode security) {
        item.remove("servers");
        for (String method : METHODS) {
            if (item.get(method) instanceof ObjectNode operation) {
                operation.remove("servers");
                if (security.isArray() && !operation.has("security")) {
                    operation.set("security", security.deepCopy());
                }
                String id = operation.path("operationId").asText("");
                if (!id.isEmpty() && !operationIds.add(id)) {
                    String unique = service + capitalised(id);
                    operationIds.add(unique);
                    operation.put("operationId", unique);
                }
            }
        }
        if (paths.get(path) instanceof ObjectNode present) {
            for (Map.Entry<String, JsonNode> member : item.properties()) {
                if (!present.has(member.getKey())) {
                    present.set(member.getKey(), member.getValue());
                }
            }
        } else {
            paths.set(path, item);
        }
    }

    private ObjectNode finish(String publicUrl, JsonNode info, List<String> missing) {
        merged.put("openapi", "3.1.0");
        merged.set("info", info);
        merged.putArray("servers").addObject().put("url", publicUrl);
        addTags();
        ObjectNode sorted = merged.putObject("paths");
        new TreeMap<>(Map.copyOf(asMap(paths))).forEach(sorted::set);
        addRefusals();
        merged.set("components", reachable());
        ArrayNode types = merged.putArray("x-problem-types");
        problemTypes.values().stream()
                .sorted(
                        Comparator.<JsonNode>comparingInt(type -> type.path("status").asInt())
                                .thenComparing(type -> type.path("slug").asText()))
                .forEach(types::add);
        if (!missing.isEmpty()) {
            ArrayNode names = merged.putArray("x-missing-services");
            missing.forEach(names::add);
        }
        return merged;
    }

    /**
     * Every operation may be refused with a problem, if only by the gateway; and a refusal that a
     * service lists without content is one. {@code /oauth2/*} speaks RFC 6749 in its own words.
     */
    private void addRefusals() {
        if (!components.path("responses").has(PROBLEM)) {
            return;
        }
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (String method : METHODS) {
                if (path.getValue().get(method) instanceof ObjectNode operation
                        && !path.getKey().startsWith("/oauth2/")) {
                    ObjectNode responses = operation.withObjectProperty("responses");
                    for (Map.Entry<String, JsonNode> response : responses.properties()) {
                        boolean untold =
                                !response.getValue().has("$ref")
                                        && !response.getValue().has("content");
                        if (response.getKey().matches("[45]..") && untold) {
                            response.setValue(refusal());
                        }
                    }
                    if (!responses.has("default")) {
                        responses.set("default", refusal());
                    }
                }
            }
        }
    }

    private static ObjectNode refusal() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("$ref", "#/components/responses/" + PROBLEM);
    }

    private void addTags() {
        for (JsonNode item : paths) {
            for (String method : METHODS) {
                for (JsonNode tag : item.path(method).path("tags")) {
                    tags.computeIfAbsent(
                            tag.asText(),
                            name -> JsonNodeFactory.instance.objectNode().put("name", name));
                }
            }
        }
        ArrayNode listed = merged.putArray("tags");
        tags.values().forEach(listed::add);
    }

    /** The components that some public operation leads to. */
    private ObjectNode reachable() {
        Set<Component> found = new HashSet<>();
        Deque<Component> open = new ArrayDeque<>(References.in(paths));
        while (!open.isEmpty()) {
            Component component = open.pop();
            if (found.add(component)) {
                open.addAll(References.in(node(component)));
            }
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> section : components.properties()) {
            for (Map.Entry<String, JsonNode> named : section.getValue().properties()) {
                if (found.contains(new Component(section.getKey(), named.getKey()))) {
                    kept.withObjectProperty(section.getKey()).set(named.getKey(), named.getValue());
                }
            }
        }
        return kept;
    }

    private JsonNode node(Component component) {
        return components.path(component.section()).path(component.name());
    }

    private static Map<String, JsonNode> asMap(ObjectNode object) {
        Map<String, JsonNode> map = new HashMap<>();
        object.properties().forEach(member -> map.put(member.getKey(), member.getValue()));
        return map;
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
