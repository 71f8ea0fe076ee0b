import { ref } from 'vue';

/** The one batch whose patches are in the rail; null: those of all. */
export const landBatch = ref<number | null>(null);

/** Images or a file of patches are being brought in. */
export const isTakingIn = ref(false);
