package tv.natomultimedia.account;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the OpenAPI document says of the service as a whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Account service",
                        version = "1",
                        description = "People: registering, logging in, passwords, profiles."),
        tags = {
            @Tag(name = "Accounts", description = "Registering, and one's own account."),
            @Tag(name = "Sessions", description = "Logging in, staying logged in, logging out."),
            @Tag(name = "Password resets", description = "Setting a forgotten password anew."),
            @Tag(
                    name = "Administration",
                    description = "Other people's accounts and signing keys, for administrators."),
            @Tag(name = "Partners", description = "Partner newsrooms and their clients."),
            @Tag(name = "OAuth 2.0", description = "Keys, metadata and tokens for clients.")
        },
        components =
                @Components(
                        securitySchemes = {
                            @SecurityScheme(
                                    securitySchemeName = "bearer",
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    bearerFormat = "JWT",
                                    description =
                                            "An access token (RFC 9068) of the account service."),
                            @SecurityScheme(
                                    securitySchemeName = "refreshCookie",
                                    type = SecuritySchemeType.APIKEY,
                                    in = SecuritySchemeIn.COOKIE,
                                    apiKeyName = "__Host-refresh",
                                    description =
                                            "The refresh token of a session with `tokenTransport: cookie`; needs"
                                                    + " `X-Csrf: 1` and a listed `Origin`.")
                        }))
public class AccountApi extends Application {}
