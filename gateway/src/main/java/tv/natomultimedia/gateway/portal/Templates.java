package tv.natomultimedia.gateway.portal;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import tv.natomultimedia.gateway.document.PublicDocument.CatalogueEntry;
import tv.natomultimedia.gateway.health.SuiteHealth.ServiceHealth;

/** The pages, checked when the gateway is built. */
@CheckedTemplate(basePath = "portal")
final class Templates {

    private Templates() {}

    static native TemplateInstance home(
            String publicUrl,
            String mailbox,
            List<ServiceHealth> services,
            String syncScript,
            List<CatalogueEntry> problems);

    static native TemplateInstance register();

    static native TemplateInstance login();

    static native TemplateInstance verify();

    static native TemplateInstance reset();

    static native TemplateInstance preferences();

    static native TemplateInstance media();
}
