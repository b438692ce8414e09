package tv.natomultimedia.account.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes letters out, in a language, as text and as HTML. Subjects never hold a code. */
@ApplicationScoped
class Letters {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final String portal;
    private final String verify;
    private final String reset;

    Letters(
            @ConfigProperty(name = "frontend.url") String portal,
            @ConfigProperty(name = "frontend.verify") String verify,
            @ConfigProperty(name = "frontend.reset") String reset) {
        this.portal = portal;
        this.verify = verify;
        this.reset = reset;
    }

    @CheckedTemplate(basePath = "mail/en")
    static class English {
        static native TemplateInstance registrationCode(
                String code, String link, long minutes, String until);

        static native TemplateInstance alreadyRegistered(String portal, String reset);

        static native TemplateInstance resetCode(
                String code, String link, long minutes, String until);

        static native TemplateInstance noAccount(String portal);

        static native TemplateInstance passwordChanged(String when, String reset);

        static native TemplateInstance newNetworkLogin(
                String when, String network, String device, String reset);

        static native TemplateInstance refreshTokenReused(
                String when, String network, String device, String reset);

        static native TemplateInstance accountDeleted(String when);
    }

    @CheckedTemplate(basePath = "mail/fr")
    static class French {
        static native TemplateInstance registrationCode(
                String code, String link, long minutes, String until);

        static native TemplateInstance alreadyRegistered(String portal, String reset);

        static native TemplateInstance resetCode(
                String code, String link, long minutes, String until);

        static native TemplateInstance noAccount(String portal);

        static native TemplateInstance passwordChanged(String when, String reset);

        static native TemplateInstance newNetworkLogin(
                String when, String network, String device, String reset);

        static native TemplateInstance refreshTokenReused(
                String when, String network, String device, String reset);

        static native TemplateInstance accountDeleted(String when);
    }

    /** A letter ready to be sent. */
    record Written(String subject, String text, String html) {}

    Written write(Letter letter, Language language) {
        return switch (language) {
            case ENGLISH -> written(englishSubject(letter), english(letter));
            case FRENCH -> written(frenchSubject(letter), french(letter));
        };
    }

    private static String englishSubject(Letter letter) {
        return switch (letter) {
            case Letter.RegistrationCode code -> "Your confirmation code";
            case Letter.AlreadyRegistered known -> "You already have an account";
            case Letter.ResetCode code -> "Your password reset code";
            case Letter.NoAccount unknown -> "No account with this address";
            case Letter.PasswordChanged changed -> "Your password was changed";
            case Letter.NewNetworkLogin login -> "New login to your account";
            case Letter.RefreshTokenReused reused -> "A session of your account was ended";
            case Letter.AccountDeleted deleted -> "Your account was deleted";
        };
    }

    private static String frenchSubject(Letter letter) {
        return switch (letter) {
            case Letter.RegistrationCode code -> "Votre code de confirmation";
            case Letter.AlreadyRegistered known -> "Vous avez déjà un compte";
            case Letter.ResetCode code -> "Votre code de réinitialisation du mot de passe";
            case Letter.NoAccount unknown -> "Aucun compte à cette adresse";
            case Letter.PasswordChanged changed -> "Votre mot de passe a été modifié";
            case Letter.NewNetworkLogin login -> "Nouvelle connexion à votre compte";
            case Letter.RefreshTokenReused reused -> "Une session de votre compte a été terminée";
            case Letter.AccountDeleted deleted -> "Votre compte a été supprimé";
        };
    }

    private TemplateInstance english(Letter letter) {
        return switch (letter) {
            case Letter.RegistrationCode code ->
                    English.registrationCode(
                            code.code(),
                            link(verify, code.flow()),
                            code.lifetime().toMinutes(),
                            time(code.until()));
            case Letter.AlreadyRegistered known -> English.alreadyRegistered(portal, reset);
            case Letter.ResetCode code ->
                    English.resetCode(
                            code.code(),
                            link(reset, code.flow()),
                            code.lifetime().toMinutes(),
                            time(code.until()));
            case Letter.NoAccount unknown -> English.noAccount(portal);
            case Letter.PasswordChanged changed ->
                    English.passwordChanged(time(changed.when()), reset);
            case Letter.NewNetworkLogin(var when, var network, var device) ->
                    English.newNetworkLogin(time(when), network, device, reset);
            case Letter.RefreshTokenReused(var when, var network, var device) ->
                    English.refreshTokenReused(time(when), network, device, reset);
            case Letter.AccountDeleted deleted -> English.accountDeleted(time(deleted.when()));
        };
    }

    private TemplateInstance french(Letter letter) {
        return switch (letter) {
            case Letter.RegistrationCode code ->
                    French.registrationCode(
                            code.code(),
                            link(verify, code.flow()),
                            code.lifetime().toMinutes(),
                            time(code.until()));
            case Letter.AlreadyRegistered known -> French.alreadyRegistered(portal, reset);
            case Letter.ResetCode code ->
                    French.resetCode(
                            code.code(),
                            link(reset, code.flow()),
                            code.lifetime().toMinutes(),
                            time(code.until()));
            case Letter.NoAccount unknown -> French.noAccount(portal);
            case Letter.PasswordChanged changed ->
                    French.passwordChanged(time(changed.when()), reset);
            case Letter.NewNetworkLogin(var when, var network, var device) ->
                    French.newNetworkLogin(time(when), network, inFrench(device), reset);
            case Letter.RefreshTokenReused(var when, var network, var device) ->
                    French.refreshTokenReused(time(when), network, inFrench(device), reset);
            case Letter.AccountDeleted deleted -> French.accountDeleted(time(deleted.when()));
        };
    }

    private static Written written(String subject, TemplateInstance template) {
        return new Written(
                subject,
                rendered(template, Variant.TEXT_PLAIN),
                rendered(template, Variant.TEXT_HTML));
    }

    private static String rendered(TemplateInstance template, String contentType) {
        @SuppressWarnings("unchecked")
        List<Variant> variants = (List<Variant>) template.getAttribute(TemplateInstance.VARIANTS);
        Variant wanted =
                variants.stream()
                        .filter(variant -> variant.getContentType().equals(contentType))
                        .findFirst()
                        .orElseThrow();
        return template.setAttribute(TemplateInstance.SELECTED_VARIANT, wanted).render();
    }

    private static String link(String page, UUID flow) {
        return page + "?flow=" + flow;
    }

    private static String inFrench(String device) {
        return device == null ? null : device.replace(" on ", " sur ");
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
