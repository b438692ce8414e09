package tv.natomultimedia.account.caller;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Refuses everybody but services of the suite that have a scope, before anything else is read. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ServiceOnly {

    /** The scope, such as {@code internal.accounts}. */
    String value();
}
