/**
 * What people see in a browser: the developer portal and the minimal pages that mails point to when
 * there is no frontend. The pages act on the public API only, as any frontend would. May touch
 * {@code document}, {@code health}, {@code exchange} and {@code problem}.
 */
package tv.natomultimedia.gateway.portal;
