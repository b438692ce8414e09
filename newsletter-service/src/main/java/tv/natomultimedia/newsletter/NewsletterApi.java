package tv.natomultimedia.newsletter;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.newsletter.problem.ProblemDocument;

/** What the OpenAPI document says of the service as a whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Newsletter service",
                        version = "1",
                        description = "Lists, subscriptions and how to end them."),
        tags =
                @Tag(
                        name = "Newsletter",
                        description = "Lists, subscriptions, preferences, unsubscription."),
        components =
                @Components(
                        securitySchemes =
                                @SecurityScheme(
                                        securitySchemeName = "bearer",
                                        type = SecuritySchemeType.HTTP,
                                        scheme = "bearer",
                                        bearerFormat = "JWT",
                                        description =
                                                "An access token (RFC 9068) of the account service."),
                        responses = {
                            @APIResponse(
                                    name = "BadRequest",
                                    description = "`invalid-parameter`, `malformed-body`",
                                    content =
                                            @Content(
                                                    mediaType = NewsletterApi.PROBLEM,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            ProblemDocument
                                                                                    .class))),
                            @APIResponse(
                                    name = "Unauthorized",
                                    description = "`unauthorized`, `invalid-token`",
                                    content =
                                            @Content(
                                                    mediaType = NewsletterApi.PROBLEM,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            ProblemDocument
                                                                                    .class))),
                            @APIResponse(
                                    name = "Forbidden",
                                    description = "`insufficient-scope`, `email-not-verified`",
                                    content =
                                            @Content(
                                                    mediaType = NewsletterApi.PROBLEM,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            ProblemDocument
                                                                                    .class))),
                            @APIResponse(
                                    name = "NotFound",
                                    description = "`not-found`, `flow-not-found`",
                                    content =
                                            @Content(
                                                    mediaType = NewsletterApi.PROBLEM,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            ProblemDocument
                                                                                    .class))),
                            @APIResponse(
                                    name = "Conflict",
                                    description =
                                            "`address-suppressed`, `already-completed`, `code-superseded`, `conflict`",
                                    content =
                                            @Content(
                                                    mediaType = NewsletterApi.PROBLEM,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            ProblemDocument
                                                                                    .class))),
                            @APIResponse(
                                    name = "Gone",
                                    description = "`code-expired`",
                                    content =
                                            @Content(
                                                    mediaType = NewsletterApi.PROBLEM,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            ProblemDocument
                                                                                    .class))),
                            @APIResponse(
                                    name = "ValidationFailed",
                                    description = "`validation-failed`, `code-invalid`",
                                    content =
                                            @Content(
                                                    mediaType = NewsletterApi.PROBLEM,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            ProblemDocument
                                                                                    .class))),
                            @APIResponse(
                                    name = "TooManyRequests",
                                    description =
                                            "`resend-too-soon`, `mail-budget-spent`, `too-many-attempts`, with Retry-After",
                                    content =
                                            @Content(
                                                    mediaType = NewsletterApi.PROBLEM,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            ProblemDocument.class)))
                        }))
public class NewsletterApi extends Application {

    static final String PROBLEM = "application/problem+json";
}
