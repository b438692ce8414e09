package tv.natomultimedia.account.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.account.problem.Problems;

/** What can be changed of a partner, as the document to which a merge patch is applied. */
@Schema(
        name = "PartnerPatch",
        description =
                "Members to replace; what is left out stays. A list is replaced as a whole; null takes away"
                        + " `allowedNetworks`, `quotas` or one of the quotas.",
        examples = "{\"status\":\"suspended\",\"quotas\":{\"downloadsPerDay\":1000}}")
record PartnerDocument(
        @Schema(maxLength = 200) String name,
        String contactEmail,
        @Schema(description = "Some of `media.read`, `media.download`.") List<String> scopes,
        @Schema(nullable = true, description = "CIDR notation; none means anywhere.")
                List<String> allowedNetworks,
        @Schema(nullable = true) Quotas quotas,
        @Schema(
                        enumeration = {PartnerDocument.ACTIVE, PartnerDocument.SUSPENDED},
                        description =
                                "A suspended partner gets no tokens, and those that it has are refused.")
                String status) {

    static final String ACTIVE = "active";
    static final String SUSPENDED = "suspended";

    static PartnerDocument from(Partner partner) {
        Description description = partner.description();
        return new PartnerDocument(
                description.name(),
                description.contactEmail(),
                description.scopes(),
                description.allowedNetworks(),
                description.quotas(),
                partner.isSuspended() ? SUSPENDED : ACTIVE);
    }

    /**
     * This document after a merge patch (RFC 7396).
     *
     * @throws JsonProcessingException when a member is unknown or of another type
     */
    PartnerDocument patched(JsonNode patch, ObjectMapper json) throws JsonProcessingException {
        if (!patch.isObject()) {
            throw Problems.invalidMember("", "wrong-type");
        }
        return json.treeToValue(merged(json.valueToTree(this), patch), PartnerDocument.class);
    }

    /** What is kept of it; 422 with every broken rule. */
    Description description() {
        return new Description(name, contactEmail, scopes, allowedNetworks, quotas).checked();
    }

    boolean isSuspended() {
        if (!ACTIVE.equals(status) && !SUSPENDED.equals(status)) {
            throw Problems.invalidMember("/status", "not-a-choice");
        }
        return SUSPENDED.equals(status);
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result =
                target != null && target.isObject()
                        ? (ObjectNode) target
                        : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), merged(result.get(member.getKey()), member.getValue()));
            }
        }
        return result;
    }
}
