package tv.natomultimedia.newsletter.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The texts of mails. The first line of a text part is the subject. Checked against these
 * parameters when the service is built.
 */
final class Templates {

    private Templates() {}

    /** In English. */
    @CheckedTemplate(basePath = "en")
    static final class English {

        private English() {}

        static native TemplateInstance confirmation(Mails.Confirmation mail);

        static native TemplateInstance welcome(Mails.Welcome mail);

        static native TemplateInstance subscribed(Mails.AlreadySubscribed mail);
    }

    /** In French. */
    @CheckedTemplate(basePath = "fr")
    static final class French {

        private French() {}

        static native TemplateInstance confirmation(Mails.Confirmation mail);

        static native TemplateInstance welcome(Mails.Welcome mail);

        static native TemplateInstance subscribed(Mails.AlreadySubscribed mail);
    }
}
