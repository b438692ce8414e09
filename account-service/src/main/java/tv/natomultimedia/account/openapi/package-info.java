/**
 * What the OpenAPI document says beyond what stands at the operations. Uses nothing, and is used
 * while the service is built only.
 */
package tv.natomultimedia.account.openapi;
