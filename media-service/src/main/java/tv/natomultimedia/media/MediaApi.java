package tv.natomultimedia.media;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the OpenAPI document says of the service as a whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Media service",
                        version = "1",
                        description = "The catalogue, its files and the links to them."),
        tags = {
            @Tag(name = "Media", description = "Search, items, and what pages and players show."),
            @Tag(name = "Feeds", description = "The catalogue in feed readers."),
            @Tag(name = "Taxonomies", description = "Topics, locations and collections."),
            @Tag(
                    name = "Downloads",
                    description =
                            "Links to files, the bytes behind them, history and usage terms."),
            @Tag(name = "Editing", description = "Making the catalogue; for editors."),
            @Tag(
                    name = "Synchronisation",
                    description = "What changed, for those who keep a copy of the catalogue."),
            @Tag(
                    name = "Uploads",
                    description = "Files on their way into the catalogue, for editors.")
        },
        components =
                @Components(
                        securitySchemes =
                                @SecurityScheme(
                                        securitySchemeName = "bearer",
                                        type = SecuritySchemeType.HTTP,
                                        scheme = "bearer",
                                        bearerFormat = "JWT",
                                        description =
                                                "An access token (RFC 9068) of the account"
                                                        + " service.")))
public class MediaApi extends Application {}
