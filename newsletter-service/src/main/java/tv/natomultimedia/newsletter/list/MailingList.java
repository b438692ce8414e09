package tv.natomultimedia.newsletter.list;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Something that one can subscribe to. */
@Entity
@Table(name = "mailing_list")
public class MailingList {

    @Id private UUID id;

    private String slug;

    private String name;

    private String description;

    private String language;

    @Enumerated(EnumType.STRING)
    private Frequency frequency;

    @Column(name = "is_default")
    private boolean isDefault;

    private int position;

    /** How often it comes. */
    enum Frequency {
        WEEKLY,
        DAILY,
        AS_IT_HAPPENS
    }

    /** For the persistence provider. */
    protected MailingList() {}

    public UUID id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    public String name() {
        return name;
    }

    String description() {
        return description;
    }

    String language() {
        return language;
    }

    Frequency frequency() {
        return frequency;
    }

    boolean isDefault() {
        return isDefault;
    }

    int position() {
        return position;
    }
}
