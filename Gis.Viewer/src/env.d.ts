/// <reference types="vite/client" />

declare module '*.vue' {
  import type { DefineComponent } from 'vue';
  const component: DefineComponent<object, object, unknown>;
  export default component;
}

interface Window {
  /** State that tests wait for. */
  __gis?: {
    ready?: boolean;
    seq?: number;
    things?: number;
    alarms?: number;
    incidents?: number;
    units?: number;
    mapReady?: boolean;
    /** Every tile of this view was drawn once. */
    mapDrawn?: boolean;
    mapIdle?: boolean;
    updateMs?: number;
    /** The patch whose card and pictures are on the light table, all drawn. */
    landDrawn?: number;
    /** Where a station is drawn, in pixels of the page, and by which symbol; null while it is not. */
    station?: (id: number) => { x: number; y: number; icon: string } | null;
  };
}
