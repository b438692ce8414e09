package tv.natomultimedia.media.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A wish to be told. */
@Schema(
        name = "NewWebhook",
        examples =
                """
                {"url": "https://newsroom.example/hooks/nato",
                 "eventTypes": ["media.created", "media.withdrawn", "media.killed"],
                 "description": "Ingest"}\
                """)
record NewWebhook(
        @NotBlank
                @Schema(
                        required = true,
                        description =
                                "An https address on the public internet, without user and"
                                        + " fragment.")
                String url,
        @NotEmpty @Size(max = 6) @Schema(required = true) List<@NotNull EventType> eventTypes,
        @Size(max = 500) String description) {}
