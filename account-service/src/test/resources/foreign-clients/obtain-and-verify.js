// Discovers the issuer, obtains tokens with two libraries and two ways to authenticate, and verifies them with a third.
// ISSUER, CLIENT_ID, CLIENT_SECRET, SCOPE and AUDIENCE come from the environment; prints one JSON line for each token.
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import * as oauth from 'oauth4webapi'
import * as openid from 'openid-client'

const { ISSUER, CLIENT_ID, CLIENT_SECRET, SCOPE, AUDIENCE } = process.env
const issuer = new URL(ISSUER)
const insecure = issuer.protocol === 'http:'

async function withOpenidClient(authentication) {
  const configuration = await openid.discovery(issuer, CLIENT_ID, undefined, authentication, {
    algorithm: 'oauth2',
    execute: insecure ? [openid.allowInsecureRequests] : [],
  })
  return openid.clientCredentialsGrant(configuration, { scope: SCOPE })
}

async function withOauth4webapi(authentication) {
  const options = { [oauth.allowInsecureRequests]: insecure }
  const client = { client_id: CLIENT_ID }
  const discovered = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...options })
  const server = await oauth.processDiscoveryResponse(issuer, discovered)
  const answer = await oauth.clientCredentialsGrantRequest(
    server, client, authentication, new URLSearchParams({ scope: SCOPE }), options)
  return { server, token: await oauth.processClientCredentialsResponse(server, client, answer) }
}

async function verified(token, keys) {
  const { payload } = await jwtVerify(token.access_token, keys, {
    issuer: ISSUER,
    audience: AUDIENCE,
    typ: 'at+jwt',
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat', 'jti', 'client_id', 'scope'],
  })
  return { algorithm: decodeProtectedHeader(token.access_token).alg, client: payload.client_id, scope: payload.scope }
}

// Both libraries look at the challenge of a 401 first, and hand over the answer with it.
async function refusal(attempt) {
  try {
    await attempt()
  } catch (refused) {
    if (refused.code !== 'OAUTH_WWW_AUTHENTICATE_CHALLENGE') {
      throw refused
    }
    return { challenge: refused.cause[0].scheme, error: (await refused.response.json()).error }
  }
  throw new Error('a wrong secret was accepted')
}

const { server, token } = await withOauth4webapi(oauth.ClientSecretPost(CLIENT_SECRET))
const keys = createRemoteJWKSet(new URL(server.jwks_uri))
const tokens = {
  'oauth4webapi client_secret_post': token,
  'oauth4webapi client_secret_basic': (await withOauth4webapi(oauth.ClientSecretBasic(CLIENT_SECRET))).token,
  'openid-client client_secret_post': await withOpenidClient(openid.ClientSecretPost(CLIENT_SECRET)),
  'openid-client client_secret_basic': await withOpenidClient(openid.ClientSecretBasic(CLIENT_SECRET)),
}
for (const [by, obtained] of Object.entries(tokens)) {
  console.log(JSON.stringify({ by, ...(await verified(obtained, keys)) }))
}
console.log(JSON.stringify({
  by: 'openid-client wrong secret',
  ...(await refusal(() => withOpenidClient(openid.ClientSecretPost('wrong')))),
}))
console.log(JSON.stringify({
  by: 'oauth4webapi wrong secret',
  ...(await refusal(() => withOauth4webapi(oauth.ClientSecretPost('wrong')))),
}))
