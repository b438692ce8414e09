package tv.natomultimedia.media.editing;

import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tv.natomultimedia.media.caller.TestIssuer;
import tv.natomultimedia.media.catalogue.MadeUpItems;

/** An editor at a desk, and items that go when the test is over. */
abstract class EditingScene {

    TestIssuer issuer;
    @Inject MadeUpItems madeUp;

    final UUID editor = UUID.randomUUID();
    Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(issuer, editor);
    }

    @AfterEach
    void removeItems() {
        madeUp.remove();
    }
}
