// Uploads a file by tus-js-client: breaks it off in the middle, and goes on as another upload object that knows the
// address only, as a page does that was opened again.
import { createReadStream } from 'node:fs';
import { DefaultHttpStack, Upload } from 'tus-js-client';

const { ENDPOINT, TOKEN, FILE, SIZE, MEDIA_ID, CHUNK } = process.env;

// The service says its public origin, which only the gateway has; here is no gateway, so requests to it go to the service.
const PUBLIC = /^http:\/\/localhost:8080/;
const stack = new DefaultHttpStack({});
const httpStack = {
  createRequest: (method, url) => stack.createRequest(method, url.replace(PUBLIC, new URL(ENDPOINT).origin)),
  getName: () => 'to the service',
};

const options = (more) => ({
  endpoint: ENDPOINT,
  httpStack,
  headers: { Authorization: `Bearer ${TOKEN}` },
  chunkSize: Number(CHUNK),
  uploadSize: Number(SIZE),
  retryDelays: [0, 200, 500, 1000, 2000],
  metadata: { mediaId: MEDIA_ID, purpose: 'master', filename: 'from-node.mp4', filetype: 'video/mp4' },
  ...more,
});

const tell = (what) => console.log(JSON.stringify(what));

function first() {
  return new Promise((resolve, reject) => {
    const upload = new Upload(createReadStream(FILE), options({
      onError: reject,
      onSuccess: () => reject(new Error('it ended before it was broken off')),
      onChunkComplete: (size, accepted) => {
        if (accepted >= Number(SIZE) / 3) {
          upload.abort().then(() => resolve({ url: upload.url, accepted }), reject);
        }
      },
    }));
    upload.start();
  });
}

function second(url) {
  return new Promise((resolve, reject) => {
    let from = -1;
    const upload = new Upload(createReadStream(FILE), options({
      uploadUrl: url,
      onError: reject,
      onProgress: (sent) => { from = from < 0 ? sent : from; },
      onSuccess: () => resolve({ from }),
    }));
    upload.start();
  });
}

const broken = await first();
tell({ by: 'first', ...broken });
tell({ by: 'second', ...(await second(broken.url)) });
