import { ref } from 'vue';

/** Images or a file of patches are being brought in. */
export const isTakingIn = ref(false);
