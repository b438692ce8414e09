package tv.natomultimedia.account.world;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;
import tv.natomultimedia.account.world.People.Someone;

/** Gives people roles behind the back of the service. */
@ApplicationScoped
public class Administrators {

    private final EntityManager entities;

    Administrators(EntityManager entities) {
        this.entities = entities;
    }

    /** An administrator who is logged in. */
    public Someone registered() {
        Someone person = People.registered(People.someone(), Map.of());
        setRoles(person.id(), "admin");
        return Someone.of(person.email(), People.logIn(person.email(), People.PASSWORD));
    }

    /**
     * Replaces the roles of an account.
     *
     * @param roles separated by commas
     */
    public void setRoles(String account, String roles) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                entities.createNativeQuery(
                                                """
                                                UPDATE account SET roles = string_to_array(:roles, ',')
                                                WHERE id = :id
                                                """)
                                        .setParameter("roles", roles)
                                        .setParameter("id", UUID.fromString(account))
                                        .executeUpdate());
    }
}
