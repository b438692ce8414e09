package tv.natomultimedia.gateway.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tv.natomultimedia.gateway.exchange.Asset;
import tv.natomultimedia.gateway.exchange.ExchangeSettings;
import tv.natomultimedia.gateway.problem.ProblemTexts;
import tv.natomultimedia.gateway.problem.ProblemType;

/** The one OpenAPI document, made anew when a service's own has changed. */
@Singleton
public class PublicDocument {

    private static final String OWN = "gateway";

    private final ServiceDocuments services;
    private final ObjectMapper json;
    private final String publicUrl;
    private final ObjectNode own;
    private Rendered rendered;

    PublicDocument(ServiceDocuments services, ObjectMapper json, ExchangeSettings settings) {
        this.services = services;
        this.json = json;
        this.publicUrl = settings.publicUrl().toString();
        this.own = readOwn(json);
    }

    /**
     * A problem type of the suite.
     *
     * @param slug the end of its URN
     * @param status the HTTP status
     * @param title its short name
     * @param detail what it means
     */
    public record CatalogueEntry(String slug, int status, String title, String detail) {}

    /**
     * The document in its forms.
     *
     * @param version of the services' documents
     * @param json as JSON
     * @param yaml as YAML
     * @param problems the problem catalogue
     */
    record Rendered(long version, Asset json, Asset yaml, List<CatalogueEntry> problems) {}

    /** Every problem type that a caller can meet, of every service seen so far. */
    public List<CatalogueEntry> problemTypes() {
        return current().problems();
    }

    synchronized Rendered current() {
        long version = services.version();
        if (rendered == null || rendered.version() != version) {
            rendered = render(version);
        }
        return rendered;
    }

    private Rendered render(long version) {
        Map<String, ObjectNode> documents = new LinkedHashMap<>(services.seen());
        documents.put(OWN, own);
        ObjectNode merged = Merge.of(publicUrl, own.path("info"), documents, services.missing());
        YAMLMapper yaml =
                new YAMLMapper(
                        YAMLFactory.builder()
                                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                                .build());
        try {
            return new Rendered(
                    version,
                    Asset.of("application/json", json.writeValueAsBytes(merged)),
                    Asset.of(
                            "application/yaml",
                            yaml.writeValueAsString(merged).getBytes(StandardCharsets.UTF_8)),
                    catalogue(merged.path("x-problem-types")));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<CatalogueEntry> catalogue(JsonNode types) {
        List<CatalogueEntry> entries = new ArrayList<>();
        for (JsonNode type : types) {
            entries.add(
                    new CatalogueEntry(
                            type.path("slug").asText(),
                            type.path("status").asInt(),
                            type.path("title").asText(),
                            type.path("detail").asText()));
        }
        return List.copyOf(entries);
    }

    private static ObjectNode readOwn(ObjectMapper json) {
        try (InputStream in =
                Thread.currentThread()
                        .getContextClassLoader()
                        .getResourceAsStream("openapi-gateway.json")) {
            ObjectNode document = (ObjectNode) json.readTree(in);
            ProblemTexts english = ProblemTexts.forHeader(null);
            ArrayNode types = document.putArray("x-problem-types");
            for (ProblemType type : ProblemType.values()) {
                types.addObject()
                        .put("slug", type.slug())
                        .put("status", type.status())
                        .put("title", english.title(type))
                        .put("detail", english.detail(type));
            }
            return document;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
