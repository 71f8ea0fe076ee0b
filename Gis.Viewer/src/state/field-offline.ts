import { ref } from 'vue';

/** Whether the page opens without a link, and whether a newer one waits. */
export function useOffline() {
  const isReady = ref(false);
  const waiting = ref<ServiceWorker | null>(null);
  const isSecure = window.isSecureContext;

  function watchFor(registration: ServiceWorkerRegistration): void {
    if (registration.waiting && registration.active) waiting.value = registration.waiting;
    registration.addEventListener('updatefound', () => {
      const next = registration.installing;
      next?.addEventListener('statechange', () => {
        if (next.state === 'installed' && registration.active) waiting.value = next;
      });
    });
  }

  async function keepPage(): Promise<void> {
    // Without https there is no service worker; while developing it would hide changes.
    if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
    try {
      watchFor(await navigator.serviceWorker.register('/field/sw.js', { scope: '/field/' }));
    } catch {
      // No link: the worker that is there stays, and the page says whether it is ready.
    }
    await navigator.serviceWorker.ready;
    isReady.value = true;
  }

  function takeOver(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
    waiting.value?.postMessage('take-over');
  }
  return { isReady, isSecure, waiting, keepPage, takeOver };
}
