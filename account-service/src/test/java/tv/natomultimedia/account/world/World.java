package tv.natomultimedia.account.world;

import io.quarkus.test.common.QuarkusTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The servers that this service talks to. Global for all tests, so that the service starts once.
 */
@QuarkusTestResource(MailServer.class)
@QuarkusTestResource(NewsletterServer.class)
@QuarkusTestResource(MediaServer.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface World {}
