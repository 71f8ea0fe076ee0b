import { createApp } from 'vue';
import './tokens.css';
import './base.css';
import { i18n } from './i18n/i18n';
import FieldPlace from './workplaces/FieldPlace.vue';

/** The page for phones in the field, apart from the other so that it is small and its service worker touches nothing else. */
createApp(FieldPlace).use(i18n).mount('#app');
