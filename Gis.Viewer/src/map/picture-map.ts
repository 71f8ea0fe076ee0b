import { Map as MapLibre, type StyleSpecification } from 'maplibre-gl';
import type { ImageScene } from '../api/types';
import type { Camera } from '../geo/screen';

export interface PictureEvents {
  readonly onMove: (camera: Camera) => void;
  /** All of the view is drawn. */
  readonly onDrawn: () => void;
  readonly onTrouble: () => void;
}

/** The picture is looked at in this many samples. */
const sampleWidth = 192;
const sampleHeight = 128;

/** A map of one picture and nothing else, or of the ground where there is none; another one of its kind follows it. */
export class PictureMap {
  readonly map: MapLibre;
  #shown: string | null = null;
  #isPicture = false;
  #isFollowing = false;
  readonly #samples = document.createElement('canvas');

  constructor(
    container: HTMLElement,
    start: Pick<Camera, 'centre' | 'zoom'>,
    label: string,
    private readonly ground: () => StyleSpecification,
    events: PictureEvents,
  ) {
    this.#samples.width = sampleWidth;
    this.#samples.height = sampleHeight;
    this.map = new MapLibre({
      container,
      style: { version: 8, sources: {}, layers: [] },
      center: [...start.centre],
      zoom: start.zoom,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      keyboard: false,
      minZoom: 3,
      maxZoom: 20,
      fadeDuration: 0,
      // Without it the pixels could not be read for the stretch.
      canvasContextAttributes: { preserveDrawingBuffer: true },
    });
    this.map.touchZoomRotate.disableRotation();
    const canvas = this.map.getCanvas();
    canvas.tabIndex = -1;
    canvas.setAttribute('aria-label', label);
    this.map.on('move', () => {
      if (!this.#isFollowing) events.onMove(this.camera);
    });
    this.map.on('resize', () => events.onMove(this.camera));
    this.map.on('idle', events.onDrawn);
    this.map.on('error', ({ error }) => {
      if (!('name' in error && error.name === 'AbortError')) events.onTrouble();
    });
  }

  get camera(): Camera {
    const { lng, lat } = this.map.getCenter();
    const { clientWidth, clientHeight } = this.map.getContainer();
    return { centre: [lng, lat], zoom: this.map.getZoom(), width: clientWidth, height: clientHeight };
  }

  get isDrawn(): boolean {
    return this.map.loaded() && this.map.areTilesLoaded();
  }

  /** @param look Names how the ground is drawn: language and theme. */
  show(scene: ImageScene | null, look: string): void {
    const wanted = scene ? `${scene.id} ${scene.tiles}` : `ground ${look}`;
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    this.#isPicture = scene !== null;
    this.map.setStyle(scene ? pictureStyle(scene) : this.ground(), { diff: false });
  }

  go({ centre, zoom }: Pick<Camera, 'centre' | 'zoom'>): void {
    this.map.jumpTo({ center: [...centre], zoom });
  }

  /** Goes where the other is, and tells nobody. */
  follow({ centre, zoom }: Pick<Camera, 'centre' | 'zoom'>): void {
    this.#isFollowing = true;
    this.map.jumpTo({ center: [...centre], zoom });
    this.#isFollowing = false;
  }

  /** Samples of what is in view: red, green, blue, alpha of each; null where there is no picture. */
  samples(): Uint8ClampedArray | null {
    const context = this.#samples.getContext('2d', { willReadFrequently: true });
    if (!this.#isPicture || !context) return null;
    context.clearRect(0, 0, sampleWidth, sampleHeight);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.map.getCanvas(), 0, 0, sampleWidth, sampleHeight);
    return context.getImageData(0, 0, sampleWidth, sampleHeight).data;
  }

  dispose(): void {
    this.map.remove();
  }
}

function pictureStyle(scene: ImageScene): StyleSpecification {
  return {
    version: 8,
    sources: {
      picture: {
        type: 'raster',
        tiles: [window.location.origin + scene.tiles],
        tileSize: 256,
        minzoom: scene.minZoom,
        maxzoom: scene.maxZoom,
        bounds: [...scene.bbox] as [number, number, number, number],
      },
    },
    layers: [{ id: 'picture', type: 'raster', source: 'picture', paint: { 'raster-fade-duration': 0 } }],
  };
}
