// Opens the page of the field check without a link. It keeps the files of one build and answers for nothing else: what the server says (/api) is never kept here.
const version = '__VERSION__';
const files = __FILES__;
const page = '/field/';
const cacheName = `gis-field-${version}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(cacheName).then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: 'no-cache' })))),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith('gis-field-') && name !== cacheName)
            .map((name) => caches.delete(name)),
        ),
      ),
  );
});

// The page asks for the new version when the person does.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  const file = request.mode === 'navigate' ? page : pathname;
  if (!files.includes(file)) return;
  event.respondWith(caches.open(cacheName).then(async (cache) => (await cache.match(file)) ?? fetch(request)));
});
